package translate

import (
	"context"
	"sync"
)

// Arena is the memory of the answers to one call, from which whoever owns the call
// makes everything that stands below their messages: rows, amounts, instants. Its
// owner, a door, gives it back when it has written the answer, and then it serves
// other calls. Until then an answer is a message like any other to all who see it;
// who keeps one for longer keeps a clone (proto.Clone). The zero Arena is ready,
// and serves one goroutine at a time.
type Arena struct {
	decoder *decoder // with the memory, from the first answer on: a call that waits holds none
	from    *sync.Pool
	reading bool
	over    bool
	held    []Releaser
	first   [1]Releaser // what held stands in, nearly always
}

// Releaser is what an answer leans on until it is written, such as its share in a
// budget of memory.
type Releaser interface {
	Release()
}

// Hold releases what an answer leans on together with the arena; without an arena
// at once.
func (a *Arena) Hold(what Releaser) {
	if a == nil || a.over {
		what.Release()
		return
	}
	if a.held == nil {
		a.held = a.first[:0]
	}
	a.held = append(a.held, what)
}

// Release gives the memory back. Nothing of the answers may be used afterwards, and
// no answer can be read into the arena again. A second call does nothing. Memory
// is lost, and so left to whoever has a part of it, when reading an answer did not
// come to its end.
func (a *Arena) Release() {
	a.over = true
	if d := a.decoder; d != nil && !a.reading {
		d.takeBack()
		a.from.Put(d)
	}
	a.decoder = nil
	for _, each := range a.held {
		each.Release()
	}
	a.held = nil
}

// begin is the decoder for one more answer, nil when the call is over.
func (a *Arena) begin(pool *sync.Pool) *decoder {
	if a.over {
		return nil
	}
	if a.decoder == nil {
		a.decoder, _ = pool.Get().(*decoder)
		a.from = pool
	}
	a.reading = true
	return a.decoder
}

func (a *Arena) end() { a.reading = false }

type arenaKey struct{}

// WithArena is the context of a call whose answers go into the arena.
func WithArena(ctx context.Context, arena *Arena) context.Context {
	return context.WithValue(ctx, arenaKey{}, arena)
}

// ArenaOf is the arena of a call, nil when its answers are to own their memory.
func ArenaOf(ctx context.Context) *Arena {
	arena, _ := ctx.Value(arenaKey{}).(*Arena)
	return arena
}
