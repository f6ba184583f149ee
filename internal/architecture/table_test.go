package architecture

import "maps"

// room is one line of the import table. A room always may import itself, the
// standard library and third parties (see outside for the exceptions).
type room struct {
	may   []string // what its code may import
	tests []string // what its tests may import besides
	why   string   // printed when code reaches for anything else
}

// The two halves of gen/ that the table tells apart.
const (
	genAll     = "gen"         // any generated package
	genOptions = "gen:options" // only the options and the shared types
)

// table is the law: which room may know which. Calls cross the rooms from left
// to right, so a room knows only rooms to its right.
func table() map[string]room {
	all := map[string]room{
		"cmd": {
			may: []string{"internal/app", "internal/config"},
			why: "main loads the configuration, runs the app and exits; logic belongs to internal/app",
		},
		"internal/app": {
			may: []string{
				"internal/config", "internal/grpcserver", "internal/gateway", "internal/interceptor", "internal/fault",
				"internal/service", "internal/translate", "internal/upstream", "internal/sandbox", "internal/store",
				"internal/logqueue", genAll,
			},
			why: "app wires rooms and owns their life; it reaches for rooms, never for generators or tests",
		},
		"internal/grpcserver": {
			may: []string{"internal/interceptor", "internal/fault", "internal/translate", genAll},
			why: "the gRPC door hands calls to the interceptor chain and knows nothing behind it but whose answers it writes",
		},
		"internal/gateway": {
			may: []string{"internal/interceptor", "internal/fault", "internal/translate", genAll},
			why: "the JSON door runs the same interceptor chain as gRPC; reaching past it would skip a guard",
		},
		"internal/interceptor": {
			may: []string{"internal/fault", "internal/logqueue", genAll},
			why: "an interceptor must treat every RPC alike, so it knows no domain and no upstream",
		},
		"internal/fault": {
			may: []string{"internal/upstream", "internal/translate", genAll},
			why: "fault turns the typed errors of the lower rooms into a status; it must not know who asks",
		},
		"internal/service": {
			may:   []string{"internal/translate", "internal/upstream", "internal/restcall", "internal/store", "internal/page", genAll},
			tests: []string{"internal/sandbox"},
			why:   "a service adds behaviour between translate and upstream; doors, statuses and wiring are others' work",
		},
		"internal/translate": {
			may:   []string{"internal/restcall", genOptions},
			tests: []string{genAll},
			why:   "plans are compiled from proto options, so that a new domain costs no code here",
		},
		"internal/upstream":   {may: []string{"internal/endpoint", "internal/restcall"}, why: "upstream speaks signed REST; a room that knows nothing of ours can be trusted to send what it is given"},
		"internal/restcall":   {why: "it is what plans and the client agree on, so it may know neither"},
		"internal/endpoint":   {why: "it is what settings and the client agree on, so it may know neither"},
		"internal/store":      {why: "durable state outlives the code above it and must not depend on it"},
		"internal/page":       {why: "page tokens are plain data; nothing above may leak into them"},
		"internal/logqueue":   {why: "the log must work whatever else does not, so it knows nothing of ours"},
		"internal/config":     {may: []string{"internal/endpoint"}, why: "every room is configured from here, so importing one would close a circle"},
		"internal/protodeps":  {why: "it runs before gen/ exists, so it may import nothing of ours"},
		"internal/ordered":    {why: "it writes gen/ for openapigen, so it may import nothing that lies there or needs it"},
		"internal/openapigen": {may: []string{"internal/ordered"}, why: "it writes gen/, so it may import nothing that lies there or needs it"},
		"internal/relaygen":   {why: "it writes gen/, so it may import nothing that lies there or needs it"},
		"internal/apiindex": {
			may: []string{"internal/service", "internal/fault", genOptions},
			why: "the index says what the services' descriptors and the table of errors say; it knows no door and no domain",
		},
		"internal/openapifill": {
			may: []string{"internal/ordered", "internal/fault", "test"},
			why: "it completes the document with what the server answers, and asks the cases and the table of errors alone",
		},
		"internal/architecture": {why: "it judges the rooms by their source alone"},
		"test":                  {may: []string{anything}, why: "tests across rooms may see all of them"},
	}
	maps.Copy(all, emulator())
	return all
}

// emulator is the law of the one room that has sub-rooms. Only its face is known
// outside; inside a sub-room knows those that its line names, and none the face.
func emulator() map[string]room {
	const (
		top  = "internal/sandbox"
		demo = top + "/demo"
		rest = top + "/rest"
		shop = top + "/shop"
		cash = top + "/wallet"
		own  = top + "/customer"
		bill = top + "/bills"
	)
	const apart = "one mistake must not hide on both sides: the emulator shares no code with what it checks"
	return map[string]room{
		top: {
			may: []string{
				demo, rest, shop, cash, own, bill, top + "/packages", top + "/enterprise", top + "/partner", top + "/desk",
			},
			why: apart,
		},
		top + "/data":       {why: "it cuts data files and is no part of the emulator"},
		demo:                {why: "names of demo data are plain constants, so that every room can know them"},
		rest:                {why: "what serves all operations alike must know none of them"},
		shop:                {may: []string{rest, demo}, why: "what is sold does not depend on who buys it"},
		cash:                {may: []string{rest, demo, shop}, why: "money is kept the same way for whoever owns it"},
		own:                 {may: []string{rest, demo, shop, cash}, why: "a customer's account does not know who lists, bills or funds it"},
		top + "/packages":   {may: []string{rest, demo, shop}, why: "the use of packages follows from the packages alone"},
		top + "/enterprise": {may: []string{rest, demo, shop, cash, own}, why: "a master moves its account's money to members, and knows nothing of partners"},
		bill:                {may: []string{rest, demo, shop, cash, own}, why: "bills are derived from what an account has paid"},
		top + "/partner":    {may: []string{rest, demo, shop, cash, own, bill}, why: "a partner sees its customers' accounts and bills; customers do not see it"},
		top + "/desk":       {may: []string{rest, demo}, why: "tickets move no money and know no account but by its id"},
	}
}

// divided are the rooms whose sub-rooms have lines of their own.
func divided() []string { return []string{"internal/sandbox"} }

// anything in a room's list lifts every limit.
const anything = "*"

// bans are the third parties, or parts of the standard library, that a room
// must not know. The key is an import path or the start of one.
func bans() map[string]map[string]string {
	const (
		restOnly = "this room is plain REST and JSON; protobuf and gRPC end at translate"
		noHTTP   = "a service never builds HTTP requests: it hands a plan's request to upstream"
	)
	protobuf := map[string]string{"google.golang.org/protobuf": restOnly, "google.golang.org/grpc": restOnly, "buf.build/": restOnly}
	return map[string]map[string]string{
		"internal/upstream": protobuf,
		"internal/sandbox":  protobuf,
		"internal/store":    protobuf,
		"internal/page":     protobuf,
		"internal/config":   protobuf,
		"internal/service":  {"net/http": noHTTP},
	}
}
