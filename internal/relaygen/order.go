package main

import (
	"fmt"
	"slices"

	"google.golang.org/protobuf/compiler/protogen"
)

// inOrder are the files with services that are to be generated. One that the
// order leaves out is a fault, and so is a path that names none: either would
// be a service that nobody serves.
func inOrder(all []*protogen.File, order []string) ([]*protogen.File, error) {
	found := map[string]*protogen.File{}
	for _, file := range all {
		if !file.Generate || len(file.Services) == 0 {
			continue
		}
		path := file.Desc.Path()
		if !slices.Contains(order, path) {
			return nil, fmt.Errorf("the order of the services in buf.gen.yaml leaves out %s", path)
		}
		found[path] = file
	}
	var files []*protogen.File
	for i, path := range order {
		if found[path] == nil || slices.Contains(order[:i], path) {
			return nil, fmt.Errorf("the order of the services in buf.gen.yaml names %s, which has none or stands there already", path)
		}
		files = append(files, found[path])
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("there are no services")
	}
	return files, nil
}
