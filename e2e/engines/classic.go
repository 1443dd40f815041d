package engines

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// classic is a session of a WebDriver server
// (https://www.w3.org/TR/webdriver2/).
type classic struct {
	// url is the session's address, or before it is begun the server's.
	url   string
	noted notes
}

// begin begins a session with a browser that has the given capabilities.
func (c *classic) begin(ctx context.Context, capabilities object) error {
	var session struct{ SessionID string }
	if err := c.call(ctx, http.MethodPost, "/session", object{"capabilities": object{"alwaysMatch": capabilities}}, &session); err != nil {
		return err
	}
	c.url += "/session/" + session.SessionID
	return c.call(ctx, http.MethodPost, "/window/rect", object{"x": 0, "y": 0, "width": width, "height": height}, nil)
}

// call carries out a command and reads its value into a result.
func (c *classic) call(ctx context.Context, method, path string, params object, result any) error {
	text, err := json.Marshal(params)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, method, c.url+path, bytes.NewReader(text))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	var body struct{ Value json.RawMessage }
	if err := json.NewDecoder(http.MaxBytesReader(nil, answer.Body, maxMessage)).Decode(&body); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if answer.StatusCode != http.StatusOK {
		var refusal struct{ Error, Message string }
		_ = json.Unmarshal(body.Value, &refusal)
		return fmt.Errorf("%s: %s: %s", path, refusal.Error, refusal.Message)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(body.Value, result)
}

func (c *classic) open(ctx context.Context, url string) error {
	return c.call(ctx, http.MethodPost, "/url", object{"url": url}, nil)
}

func (c *classic) reload(ctx context.Context) error {
	return c.call(ctx, http.MethodPost, "/refresh", object{}, nil)
}

func (c *classic) evaluate(ctx context.Context, expression string) (string, error) {
	var value string
	err := c.call(ctx, http.MethodPost, "/execute/sync", object{"script": "return " + expression, "args": []any{}}, &value)
	return value, err
}

func (c *classic) act(ctx context.Context, sources []object) error {
	return c.call(ctx, http.MethodPost, "/actions", object{"actions": sources}, nil)
}

func (c *classic) notes() *notes { return &c.noted }

// close ends the browser.
func (c *classic) close(ctx context.Context) { _ = c.call(ctx, http.MethodDelete, "", nil, nil) }
