// Package logqueue is a log that cannot stop or slow the service: lines go into a
// bounded queue and one goroutine writes them. When the reader of the log stalls or
// dies, the queue fills; lines of successes are then dropped first and lines about
// unknown outcomes last, and every line that is lost is counted.
//
// It knows the logging library and nothing of ours.
package logqueue
