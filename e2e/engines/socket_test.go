package engines

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
)

// upgraded answers one WebSocket by the frames of a test, and returns what the
// client writes after its request. The key and its answer are those of RFC 6455,
// section 1.3, where they are asked for.
func upgraded(t *testing.T, accept func(key string) string, talk func(net.Conn, *bufio.Reader)) (*socket, error) {
	t.Helper()
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, rw, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "+
			accept(r.Header.Get("Sec-WebSocket-Key"))+"\r\n\r\n")
		talk(conn, rw.Reader)
	}))
	t.Cleanup(h.Close)
	return dial(context.Background(), h.Listener.Addr().String(), "/session")
}

func TestTheHandshakesKeyIsAnswered(t *testing.T) {
	// RFC 6455, section 1.3.
	if got := acceptFor("dGhlIHNhbXBsZSBub25jZQ=="); got != "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" {
		t.Errorf("the key is answered by %q", got)
	}
	if _, err := upgraded(t, func(string) string { return "nonsense" }, func(net.Conn, *bufio.Reader) {}); err == nil {
		t.Error("an answer to another key is taken")
	}
}

func TestMessagesInPiecesAmongPings(t *testing.T) {
	pong := make(chan []byte, 1)
	s, err := upgraded(t, acceptFor, func(conn net.Conn, in *bufio.Reader) {
		// Section 5.7: "Hello" in two frames, here with a ping between them.
		_, _ = conn.Write([]byte{0x01, 0x03, 'H', 'e', 'l', 0x89, 0x02, 'o', 'k', 0x80, 0x02, 'l', 'o'})
		head := make([]byte, 8)
		_, _ = io.ReadFull(in, head)
		for i := range 2 {
			head[6+i] ^= head[2+i]
		}
		pong <- append(head[:2:2], head[6:]...)
		long := make([]byte, 70_000)
		_, _ = conn.Write(append(binary.BigEndian.AppendUint64([]byte{0x81, 127}, uint64(len(long))), long...))
		_, _ = conn.Write([]byte{0x88, 0x00})
	})
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if got, err := s.receive(); string(got) != "Hello" || err != nil {
		t.Errorf("received %q, %v", got, err)
	}
	if got := <-pong; !bytes.Equal(got, []byte{0x8a, 0x82, 'o', 'k'}) {
		t.Errorf("the ping is answered by %x", got)
	}
	if got, err := s.receive(); len(got) != 70_000 || err != nil {
		t.Errorf("received %d bytes, %v", len(got), err)
	}
	if _, err := s.receive(); !errors.Is(err, io.EOF) {
		t.Errorf("after the end: %v", err)
	}
}

func TestAMessageThatIsTooLongEndsIt(t *testing.T) {
	s, err := upgraded(t, acceptFor, func(conn net.Conn, _ *bufio.Reader) {
		_, _ = conn.Write(binary.BigEndian.AppendUint64([]byte{0x81, 127}, 1<<40))
	})
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if _, err := s.receive(); err == nil {
		t.Error("it is read")
	}
}
