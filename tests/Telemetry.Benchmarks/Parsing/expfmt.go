// Times Prometheus's client-side text parser, expfmt, on pages: one line "NAME BYTES_PER_SECOND ALLOCATED_BYTES_PER_SAMPLE" for each.
// Started by the benchmark `parse`; built from Debian's golang-github-prometheus-common-dev.
package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/prometheus/common/expfmt"
)

const measured = 3 * time.Second

func main() {
	for _, name := range os.Args[1:] {
		page, err := os.ReadFile(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		parse(page)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		runs, begin := 0, time.Now()
		for time.Since(begin) < measured {
			parse(page)
			runs++
		}
		seconds := time.Since(begin).Seconds()
		runtime.ReadMemStats(&after)
		samples := float64(runs * countSamples(page))
		fmt.Printf("%s %.0f %.1f\n", name, float64(runs*len(page))/seconds, float64(after.TotalAlloc-before.TotalAlloc)/samples)
	}
}

func parse(page []byte) {
	var parser expfmt.TextParser
	if _, err := parser.TextToMetricFamilies(bytes.NewReader(page)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func countSamples(page []byte) int {
	samples := 0
	for _, line := range bytes.Split(page, []byte("\n")) {
		if len(line) > 0 && line[0] != '#' {
			samples++
		}
	}
	return samples
}
