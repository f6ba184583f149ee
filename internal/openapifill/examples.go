package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ocegate/ocegate/internal/ordered"
	"github.com/ocegate/ocegate/test/cases"
)

// mostExample bounds an example, in bytes without white space: it is there to be
// read.
const mostExample = 6 << 10

// example is a case and what came of it.
type example struct {
	name string
	cases.Case
	answer *ordered.Object
}

// examples gives every operation with a JSON answer an example, and every kind
// of failure one.
func examples(whole *ordered.Object, folder string) error {
	all, err := cases.Read(folder)
	if err != nil {
		return err
	}
	stage, err := cases.NewStage()
	if err != nil {
		return err
	}
	defer stage.Close()
	player, ctx := player{all: all, stage: stage}, context.Background()
	paths := whole.Object("paths")
	for _, path := range paths.Names() {
		for _, verb := range paths.Object(path).Names() {
			if err := player.operation(ctx, path, paths.Object(path).Object(verb)); err != nil {
				return fmt.Errorf("%s %s: %w", verb, path, err)
			}
		}
	}
	return player.failures(ctx, whole.Object("components").Object("responses"))
}

// player plays the cases on the stage.
type player struct {
	all   map[string]cases.Case
	stage *cases.Stage
}

// operation gives one operation its example. A file is none to be shown.
func (p player) operation(ctx context.Context, path string, operation *ordered.Object) error {
	success := operation.Object("responses").Object("200").Object("content").Object("application/json")
	if success == nil || operation.Object("requestBody").Object("content").Object("multipart/form-data") != nil {
		return nil
	}
	chosen, err := p.choose(ctx, operation.Text("operationId"))
	if err != nil {
		return err
	}
	success.Set("examples", ordered.New(chosen.title(), ordered.New(
		"summary", chosen.Describe, "description", "Answer to `"+chosen.HTTP+"`.", "value", chosen.answer,
	)))
	parameters(operation.List("parameters"), path, chosen.HTTP)
	if content := operation.Object("requestBody").Object("content").Object("application/json"); content != nil {
		return body(content, chosen)
	}
	return nil
}

// choose plays the cases of an operation that have an answer and takes the one
// that shows most: every field where there is such a case, else the longest
// answer and body.
func (p player) choose(ctx context.Context, operationID string) (example, error) {
	var best example
	size := -1
	for _, name := range slices.Sorted(maps.Keys(p.all)) {
		c := p.all[name]
		if c.Answer == nil || !slices.Contains(c.Doors, "http") || !strings.HasSuffix(c.RPC, "."+strings.Replace(operationID, "_", "/", 1)) {
			continue
		}
		played, length, err := p.play(ctx, name)
		if err != nil {
			return best, err
		}
		sent, err := cases.JSON(c.HTTPBody)
		if err != nil {
			return best, err
		}
		if strings.HasSuffix(name, "/every_field") && length <= mostExample {
			return played, nil
		}
		if length += len(sent); length <= mostExample && length > size {
			best, size = played, length
		}
	}
	if size < 0 {
		return best, fmt.Errorf("no case shows an answer of at most %d bytes", mostExample)
	}
	return best, nil
}

func (p player) play(ctx context.Context, name string) (played example, length int, err error) {
	c := p.all[name]
	got, err := p.stage.Play(ctx, c)
	if err != nil {
		return example{}, 0, err
	}
	if got.OK() != (c.Error == nil) {
		return example{}, 0, fmt.Errorf("%s: status %d: %s", name, got.Status, got.Body)
	}
	value, err := ordered.Parse(string(got.Body))
	answer, ok := value.(*ordered.Object)
	if err != nil || !ok {
		return example{}, 0, fmt.Errorf("%s: the answer is no JSON object: %w", name, err)
	}
	return example{name: name, Case: c, answer: answer}, len(got.Body), nil
}

// title is the case's name in its folder.
func (e *example) title() string { return e.name[strings.LastIndexByte(e.name, '/')+1:] }

// body shows what was sent, as JSON spells it. Where nothing need be sent, that is what the API page
// fills in at first.
func body(content *ordered.Object, chosen example) error {
	sent, err := bodyOf(chosen.Case)
	if err != nil {
		return err
	}
	for _, name := range sent.Names() {
		if content.Object("schema").Object("properties").Value(name) == nil {
			sent.Remove(name) // it stands in the path
		}
	}
	shown := ordered.New()
	if content.Object("schema").Value("required") == nil {
		shown.Set("empty", ordered.New("summary", "Nothing is said that need not be", "value", ordered.New()))
	}
	if len(sent.Names()) > 0 {
		shown.Set(chosen.title(), ordered.New("summary", chosen.Describe, "value", sent))
	}
	content.Remove("example")
	content.Set("examples", shown)
	return nil
}

// failures shows one real error of each kind.
func (p player) failures(ctx context.Context, responses *ordered.Object) error {
	for response, name := range map[string]string{
		"BadRequest":      "orders/list_orders/window_too_wide",
		"Forbidden":       "orders/list_orders/error_inside_200",
		"NotFound":        "orders/get_order/unknown",
		"Conflict":        "orders/pay_order/payment_running",
		"TooManyRequests": "orders/list_orders/throttled",
		"Error":           "orders/pay_order/answer_lost",
	} {
		played, _, err := p.play(ctx, name)
		if err != nil {
			return err
		}
		content := responses.Object(response).Object("content").Object("application/json")
		if content == nil {
			return fmt.Errorf("the document has no response %s", response)
		}
		content.Set("examples", ordered.New(played.title(), ordered.New(
			"summary", played.Describe, "description", "Answer to `"+played.HTTP+"`.", "value", played.answer,
		)))
	}
	return nil
}
