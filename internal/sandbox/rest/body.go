package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"unicode/utf8"
)

const maxBodyDepth = 32

// JSONNode is a parsed JSON value that still knows which members were carried.
type JSONNode struct {
	Kind    byte // '{' '[' 's' 'n' 'b' '0' (null)
	Text    string
	Members []jsonMember
	items   []JSONNode
}

type jsonMember struct {
	Name string
	Node JSONNode
}

// ParseJSON reads exactly one JSON value and refuses duplicate members, which
// encoding/json would merge silently.
func ParseJSON(raw []byte) (JSONNode, error) {
	if !utf8.Valid(raw) {
		return JSONNode{}, errors.New("the body is not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	node, err := readNode(d, 0)
	if err != nil {
		return node, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return node, errors.New("the body holds more than one value")
	}
	return node, nil
}

func readNode(d *json.Decoder, depth int) (JSONNode, error) {
	if depth > maxBodyDepth {
		return JSONNode{}, errors.New("the body is nested too deeply")
	}
	token, err := d.Token()
	if err != nil {
		return JSONNode{}, fmt.Errorf("the body is not JSON: %w", err)
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return readObject(d, depth)
		}
		return readArray(d, depth)
	case string:
		return JSONNode{Kind: 's', Text: t}, nil
	case json.Number:
		return JSONNode{Kind: 'n', Text: t.String()}, nil
	case bool:
		return JSONNode{Kind: 'b', Text: strconv.FormatBool(t)}, nil
	}
	return JSONNode{Kind: '0'}, nil
}

func readObject(d *json.Decoder, depth int) (JSONNode, error) {
	node := JSONNode{Kind: '{'}
	seen := map[string]bool{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return node, fmt.Errorf("the body is not JSON: %w", err)
		}
		name, _ := key.(string)
		if seen[name] {
			return node, fmt.Errorf("member %s is carried twice", name)
		}
		seen[name] = true
		child, err := readNode(d, depth+1)
		if err != nil {
			return node, err
		}
		node.Members = append(node.Members, jsonMember{name, child})
	}
	_, err := d.Token()
	return node, err
}

func readArray(d *json.Decoder, depth int) (JSONNode, error) {
	node := JSONNode{Kind: '['}
	for d.More() {
		child, err := readNode(d, depth+1)
		if err != nil {
			return node, err
		}
		node.items = append(node.items, child)
	}
	_, err := d.Token()
	return node, err
}

// checkMedia applies the rules on Content-Type, Content-Length and the presence of a body.
func checkMedia(op *operation, in *incoming) *Refusal {
	if !op.takesBody() {
		if len(in.body) > 0 {
			return denied(http.StatusBadRequest, "APIGW.0201", "Request malformed: %s carries a body", op.Method)
		}
		return nil
	}
	if len(in.body) == 0 && in.r.ContentLength == 0 && op.bodyOptional() {
		return nil
	}
	if in.r.ContentLength < 0 && op.ContentType != multipartMedia {
		return denied(http.StatusLengthRequired, "APIGW.0201", "Request malformed: Content-Length is missing")
	}
	given := in.r.Header.Get("Content-Type")
	if given == "" {
		return BadParameter("Content-Type is missing")
	}
	kind, params, err := mime.ParseMediaType(given)
	charset, named := params["charset"]
	if err != nil || kind != op.media() || named && !isUTF8(charset) || kind == multipartMedia && params["boundary"] == "" {
		return denied(http.StatusUnsupportedMediaType, "APIGW.0201", "Unsupported media type %s", given)
	}
	if len(in.body) == 0 {
		return BadParameter("the request body is missing")
	}
	return nil
}

func isUTF8(charset string) bool {
	switch charset {
	case "utf-8", "UTF-8", "utf8", "UTF8":
		return true
	}
	return false
}
