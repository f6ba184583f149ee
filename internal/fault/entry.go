package fault

import (
	"cmp"
	"slices"

	"google.golang.org/grpc/codes"
)

// Entry is what the table says about one reason, for those who document it.
type Entry struct {
	Reason    Reason
	Code      codes.Code
	Retryable string   // yes, no or after_quota
	Message   string   // what was wrong, without a full stop
	Advice    string   // what to do, without a full stop
	Upstream  []string // the upstream's error codes that mean it, sorted
	Own       bool     // issued by ocegate itself, not only for a code of the upstream
}

// Entries lists every reason that a caller can meet, by name; the error is that
// of Verify.
func Entries() ([]Entry, error) {
	t, err := loaded()
	if err != nil {
		return nil, err
	}
	upstream := t.codesByReason()
	entries := make([]Entry, 0, len(t.reasons))
	for reason, r := range t.reasons {
		entries = append(entries, Entry{
			Reason: reason, Code: r.code, Retryable: string(r.retry), Message: r.message, Advice: r.advice,
			Upstream: upstream[reason], Own: slices.Contains(OwnReasons(), reason),
		})
	}
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Compare(a.Reason, b.Reason) })
	return entries, nil
}

func (t *table) codesByReason() map[Reason][]string {
	found := map[Reason][]string{}
	for code, rows := range t.codes {
		for _, p := range rows {
			found[p.reason] = append(found[p.reason], code)
		}
	}
	for reason, list := range found {
		slices.Sort(list)
		found[reason] = slices.Compact(list)
	}
	return found
}
