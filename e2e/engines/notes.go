package engines

import (
	"slices"
	"sync"
)

// notes are what was seen of a visit from outside its pages.
type notes struct {
	mu                 sync.Mutex
	troubles, requests []string
}

func (n *notes) trouble(text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.troubles = append(n.troubles, text)
}

func (n *notes) request(url string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.requests = append(n.requests, url)
}

func (n *notes) all() (troubles, requests []string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.troubles), slices.Clone(n.requests)
}

// Recorder is a script that notes what goes wrong on a page, for engines whose
// drivers do not tell. It is to run before all others, and may run in a worker.
const Recorder = `globalThis.noted = [];
addEventListener("error", (e) => noted.push("error: " + e.message));
addEventListener("unhandledrejection", (e) => noted.push("rejection: " + e.reason));
addEventListener("securitypolicyviolation", (e) => noted.push("policy: " + e.violatedDirective + " " + e.blockedURI));
for (const level of ["error", "warn", "log"]) {
	const say = console[level];
	console[level] = (...args) => {
		const text = args.join(" ");
		// The client writes what it dies of line by line.
		if (level !== "log" || /panic:|attnexperts\//.test(text)) noted.push(level + ": " + text);
		say.apply(console, args);
	};
}
`
