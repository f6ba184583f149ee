package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDockerfilesPromiseTheSame compares the last stage of each Dockerfile with
// the recipe: whoever runs either image must get the same one.
func TestDockerfilesPromiseTheSame(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Dockerfile", "Dockerfile.source"} {
		text, err := os.ReadFile(filepath.Clean(name))
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range compare(string(text)) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

// TestDockerfileComparisonComplains changes one promise at a time.
func TestDockerfileComparisonComplains(t *testing.T) {
	t.Parallel()
	sound := "FROM scratch\n" + strings.Join(promises(), "\n") + "\n"
	if faults := compare(sound); len(faults) != 0 {
		t.Fatalf("the sound file was refused: %q", faults)
	}
	for _, line := range promises() {
		if faults := compare(strings.Replace(sound, line+"\n", "", 1)); len(faults) != 1 {
			t.Errorf("without %q: want one fault, got %q", line, faults)
		}
	}
	if faults := compare(strings.Replace(sound, "scratch", "debian", 1)); len(faults) == 0 {
		t.Error("an image with a shell was accepted")
	}
	if faults := compare(sound + "RUN apt-get install curl\n"); len(faults) == 0 {
		t.Error("an image with packages was accepted")
	}
}

// promises are the lines that the last stage must hold, from the recipe.
func promises() []string {
	return []string{
		"USER " + user,
		"EXPOSE " + strings.Join(ports(), " "),
		"STOPSIGNAL SIGTERM",
		`ENTRYPOINT ["` + entrypoint + `"]`,
	}
}

func compare(text string) []string {
	var faults []string
	stage := text[strings.LastIndex(text, "\nFROM ")+1:]
	if !strings.HasPrefix(stage, "FROM scratch\n") {
		faults = append(faults, "the last stage does not start from scratch")
	}
	for _, line := range promises() {
		if !strings.Contains(stage, "\n"+line+"\n") {
			faults = append(faults, "want the line "+line)
		}
	}
	for _, line := range strings.Split(stage, "\n") {
		if strings.HasPrefix(line, "RUN") || strings.HasPrefix(line, "CMD") {
			faults = append(faults, "unwanted line "+line)
		}
	}
	return faults
}
