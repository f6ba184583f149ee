package upstream

import (
	"errors"
	"io"
	"sync"
)

const (
	smallestBuffer = 4 << 10
	bufferClasses  = 9 // 4 KiB to 1 MiB; larger ones are not kept
	firstGuess     = 2 // class for a body of unknown length: 16 KiB
)

// buffers pools reply bodies by size, so that a small reply does not pin a
// large buffer.
type buffers struct{ pools [bufferClasses]sync.Pool }

// buffer is a pooled byte slice; class is -1 for one that is not kept.
type buffer struct {
	bytes []byte
	class int
}

func (p *buffers) get(class int) *buffer {
	if b, ok := p.pools[class].Get().(*buffer); ok {
		return b
	}
	return &buffer{bytes: make([]byte, smallestBuffer<<class), class: class}
}

func (p *buffers) put(b *buffer) {
	if b != nil && b.class >= 0 {
		p.pools[b.class].Put(b)
	}
}

// classFor is the smallest class that holds size bytes, at most the largest:
// an announced length is not believed beyond that until the bytes come.
func classFor(size int64) int {
	class := 0
	for class < bufferClasses-1 && int64(smallestBuffer)<<class < size {
		class++
	}
	return class
}

// grow moves b's content to a larger buffer.
func (p *buffers) grow(b *buffer) *buffer {
	larger := &buffer{class: -1}
	if b.class >= 0 && b.class < bufferClasses-1 {
		larger = p.get(b.class + 1)
	} else {
		larger.bytes = make([]byte, 2*len(b.bytes))
	}
	copy(larger.bytes, b.bytes)
	p.put(b)
	return larger
}

// errTooLarge says that a body has more bytes than the cap allows.
var errTooLarge = errors.New("the reply is larger than the cap")

// readAll reads src to its end, at most limit bytes. The length is what the
// reply announced, -1 for unknown; reserve is asked before memory is taken. The
// count is how many bytes came, also when it fails; the buffer is nil then.
func (p *buffers) readAll(src io.Reader, length, limit int64, reserve func(bytes int64) error) (*buffer, int, error) {
	if length > limit {
		return nil, 0, errTooLarge
	}
	class := firstGuess
	if length >= 0 {
		class = classFor(length)
	}
	if err := reserve(int64(smallestBuffer) << class); err != nil {
		return nil, 0, err
	}
	b := p.get(class)
	for n := 0; ; {
		if n == len(b.bytes) {
			if err := reserve(int64(len(b.bytes))); err != nil {
				p.put(b)
				return nil, n, err
			}
			b = p.grow(b)
		}
		read, err := src.Read(b.bytes[n:])
		n += read
		switch {
		case int64(n) > limit:
			p.put(b)
			return nil, n, errTooLarge
		case err == nil:
			continue
		case errors.Is(err, io.EOF):
			return b, n, nil
		default:
			p.put(b)
			return nil, n, err
		}
	}
}
