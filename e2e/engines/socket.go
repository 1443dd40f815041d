package engines

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
)

// maxMessage bounds what a browser may send in one message, in bytes.
const maxMessage = 64 << 20

// The kinds of frames (RFC 6455, section 5.2).
const (
	frameMore  = 0
	frameText  = 1
	frameClose = 8
	framePing  = 9
	framePong  = 10
)

// socket is the client's end of a WebSocket (RFC 6455) to this machine: text
// messages only, without extensions. One goroutine may receive while others send.
type socket struct {
	conn net.Conn
	in   *bufio.Reader
	mu   sync.Mutex // held while a frame is written
}

// dial opens a WebSocket at a path of a host and port.
func dial(ctx context.Context, addr, path string) (*socket, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	s := &socket{conn: conn, in: bufio.NewReader(conn)}
	if err := s.shake(addr, path); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("opening a WebSocket at %s%s: %w", addr, path, err)
	}
	return s, nil
}

// shake asks the server to speak WebSocket, and checks that it will.
func (s *socket) shake(addr, path string) error {
	nonce := make([]byte, 16)
	_, _ = rand.Read(nonce) // it never fails
	key := base64.StdEncoding.EncodeToString(nonce)
	if _, err := fmt.Fprintf(s.conn, "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n\r\n", path, addr, key); err != nil {
		return err
	}
	answer, err := http.ReadResponse(s.in, nil)
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusSwitchingProtocols || answer.Header.Get("Sec-WebSocket-Accept") != acceptFor(key) {
		return fmt.Errorf("the server answers %s", answer.Status)
	}
	return nil
}

// acceptFor is what a server answers to a key (RFC 6455, section 4.2.2).
func acceptFor(key string) string {
	sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// send sends a text message.
func (s *socket) send(text []byte) error { return s.write(frameText, text) }

// write writes a whole frame, masked as a client's must be.
func (s *socket) write(kind byte, data []byte) error {
	frame := []byte{0x80 | kind}
	switch n := len(data); {
	case n < 126:
		frame = append(frame, 0x80|byte(n))
	case n < 1<<16:
		frame = binary.BigEndian.AppendUint16(append(frame, 0x80|126), uint16(n))
	default:
		frame = binary.BigEndian.AppendUint64(append(frame, 0x80|127), uint64(n))
	}
	mask := make([]byte, 4)
	_, _ = rand.Read(mask)
	frame = append(frame, mask...)
	for i, b := range data {
		frame = append(frame, b^mask[i%4])
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.conn.Write(frame)
	return err
}

// receive returns the next text message. Pings are answered on the way.
func (s *socket) receive() ([]byte, error) {
	var message []byte
	for {
		kind, last, data, err := s.read(maxMessage - len(message))
		if err != nil {
			return nil, err
		}
		switch kind {
		case framePing:
			if err := s.write(framePong, data); err != nil {
				return nil, err
			}
		case framePong:
		case frameText, frameMore:
			if message = append(message, data...); last {
				return message, nil
			}
		case frameClose:
			return nil, io.EOF
		default:
			return nil, fmt.Errorf("a frame of kind %d, which is not text", kind)
		}
	}
}

// read reads one frame of at most so many bytes.
func (s *socket) read(most int) (kind byte, last bool, data []byte, err error) {
	head := make([]byte, 2, 10)
	if _, err := io.ReadFull(s.in, head); err != nil {
		return 0, false, nil, err
	}
	size := uint64(head[1] & 0x7f)
	if more := map[uint64]int{126: 2, 127: 8}[size]; more > 0 {
		long := make([]byte, 8)
		if _, err := io.ReadFull(s.in, long[8-more:]); err != nil {
			return 0, false, nil, err
		}
		size = binary.BigEndian.Uint64(long)
	}
	if size > uint64(most) {
		return 0, false, nil, fmt.Errorf("a message of more than %d bytes", maxMessage)
	}
	if head[1]&0x80 != 0 {
		return 0, false, nil, errors.New("a masked frame from a server")
	}
	data = make([]byte, size)
	_, err = io.ReadFull(s.in, data)
	return head[0] & 0x0f, head[0]&0x80 != 0, data, err
}

func (s *socket) close() { _ = s.conn.Close() }
