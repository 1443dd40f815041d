package engines

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// bidi is a tab of a browser that speaks WebDriver BiDi
// (https://www.w3.org/TR/webdriver-bidi/).
type bidi struct {
	socket *socket
	tab    string

	mu      sync.Mutex
	last    int
	waiting map[int]chan reply
	// ended is why no more answers come.
	ended error

	noted notes
}

// reply is what comes of a command.
type reply struct {
	result json.RawMessage
	err    error
}

// dialBiDi begins a session with a browser that listens at an address, in a tab
// of its own.
func dialBiDi(ctx context.Context, addr string) (*bidi, error) {
	s, err := dial(ctx, addr, "/session")
	if err != nil {
		return nil, err
	}
	b := &bidi{socket: s, waiting: map[int]chan reply{}}
	go b.listen()
	if err := b.begin(ctx); err != nil {
		s.close()
		return nil, err
	}
	return b, nil
}

type object = map[string]any

func (b *bidi) begin(ctx context.Context) error {
	if _, err := b.call(ctx, "session.new", object{"capabilities": object{}}); err != nil {
		return err
	}
	if _, err := b.call(ctx, "session.subscribe", object{"events": []string{"log.entryAdded", "network.beforeRequestSent"}}); err != nil {
		return err
	}
	created, err := b.call(ctx, "browsingContext.create", object{"type": "tab"})
	if err != nil {
		return err
	}
	var tab struct{ Context string }
	if err := json.Unmarshal(created, &tab); err != nil {
		return err
	}
	b.tab = tab.Context
	_, err = b.call(ctx, "browsingContext.setViewport", object{"context": b.tab, "viewport": object{"width": width, "height": height}})
	return err
}

// listen reads what the browser sends, until it sends no more.
func (b *bidi) listen() {
	for {
		text, err := b.socket.receive()
		if err != nil {
			b.end(err)
			return
		}
		var m struct {
			ID             int
			Type, Method   string
			Error, Message string
			Result, Params json.RawMessage
		}
		if err := json.Unmarshal(text, &m); err != nil {
			b.end(fmt.Errorf("the browser sent %.200q: %w", text, err))
			return
		}
		if m.Type == "event" {
			b.event(m.Method, m.Params)
			continue
		}
		r := reply{result: m.Result}
		if m.Type == "error" {
			r.err = fmt.Errorf("%s: %s", m.Error, m.Message)
		}
		b.mu.Lock()
		done := b.waiting[m.ID]
		delete(b.waiting, m.ID)
		b.mu.Unlock()
		if done != nil {
			done <- r
		}
	}
}

// end tells all who wait that no answer will come.
func (b *bidi) end(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ended = fmt.Errorf("the browser has gone: %w", err)
	for id, done := range b.waiting {
		delete(b.waiting, id)
		done <- reply{err: b.ended}
	}
}

// event notes errors that the browser logs, and addresses that a page asks for.
func (b *bidi) event(method string, params []byte) {
	var e struct {
		Level, Text string
		Request     struct{ URL string }
	}
	if json.Unmarshal(params, &e) != nil {
		return
	}
	if method == "log.entryAdded" && e.Level == "error" {
		b.noted.trouble(e.Text)
	}
	if method == "network.beforeRequestSent" {
		b.noted.request(e.Request.URL)
	}
}

// call carries out a command and returns its result.
func (b *bidi) call(ctx context.Context, method string, params object) (json.RawMessage, error) {
	done := make(chan reply, 1)
	b.mu.Lock()
	b.last++
	id := b.last
	b.waiting[id] = done
	err := b.ended
	b.mu.Unlock()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(object{"id": id, "method": method, "params": params})
	if err != nil {
		return nil, err
	}
	if err := b.socket.send(text); err != nil {
		return nil, err
	}
	select {
	case r := <-done:
		if r.err != nil {
			return nil, fmt.Errorf("%s: %w", method, r.err)
		}
		return r.result, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("%s: %w", method, ctx.Err())
	}
}

func (b *bidi) open(ctx context.Context, url string) error {
	_, err := b.call(ctx, "browsingContext.navigate", object{"context": b.tab, "url": url, "wait": "complete"})
	return err
}

func (b *bidi) reload(ctx context.Context) error {
	_, err := b.call(ctx, "browsingContext.reload", object{"context": b.tab, "wait": "complete"})
	return err
}

func (b *bidi) evaluate(ctx context.Context, expression string) (string, error) {
	answer, err := b.call(ctx, "script.evaluate", object{
		"expression": expression, "target": object{"context": b.tab}, "awaitPromise": true, "userActivation": true,
	})
	if err != nil {
		return "", err
	}
	var r struct {
		Type             string
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	if err := json.Unmarshal(answer, &r); err != nil {
		return "", err
	}
	if r.Type == "exception" {
		return "", errors.New(strings.TrimSpace(r.ExceptionDetails.Text))
	}
	return r.Result.Value, nil
}

func (b *bidi) act(ctx context.Context, sources []object) error {
	_, err := b.call(ctx, "input.performActions", object{"context": b.tab, "actions": sources})
	return err
}

func (b *bidi) notes() *notes { return &b.noted }

// close ends the browser.
func (b *bidi) close(ctx context.Context) {
	_, _ = b.call(ctx, "browser.close", object{})
	b.socket.close()
}
