package app

import (
	"errors"
	"time"
)

// This file stands in for go-app's state.go, storage.go and notification.go.
// What they offer needs encoding/json, identifiers and encryption; the project
// keeps what it keeps in app/dom and app/store. Whoever calls one of these in
// the client is told so at once.

func unkept() { panic("the client is built without go-app's states, storage and notifications") }

// State stands in for a value that is observed.
type State struct{}

func (s State) ExpiresIn(time.Duration) State { unkept(); return s }
func (s State) ExpiresAt(time.Time) State     { unkept(); return s }
func (s State) Persist() State                { unkept(); return s }
func (s State) PersistWithEncryption() State  { unkept(); return s }
func (s State) Broadcast() State              { unkept(); return s }

// Observer stands in for what is told of a state.
type Observer struct{}

func (o Observer) While(func() bool) Observer { unkept(); return o }
func (o Observer) OnChange(func()) Observer   { unkept(); return o }
func (o Observer) WithBroadcast() Observer    { unkept(); return o }

// stateManager stands in for the one that go-app's engine starts and cleans up.
type stateManager struct{}

func (*stateManager) Observe(Context, string, any) Observer { unkept(); return Observer{} }
func (*stateManager) Get(Context, string, any)              { unkept() }
func (*stateManager) Set(Context, string, any) State        { unkept(); return State{} }
func (*stateManager) Delete(Context, string)                { unkept() }
func (*stateManager) Cleanup()                              {}
func (*stateManager) CleanupExpiredPersistedStates(Context) {}

// BrowserStorage is go-app's interface.
type BrowserStorage interface {
	Set(k string, v any) error
	Get(k string, v any) error
	Del(k string)
	Len() int
	Clear()
	ForEach(f func(k string))
	Contains(k string) bool
}

var errUnkept = errors.New("the client is built without go-app's storage")

// noStorage stands in for both storages.
type noStorage struct{}

func newMemoryStorage() BrowserStorage   { return noStorage{} }
func newJSStorage(string) BrowserStorage { return noStorage{} }

func (noStorage) Set(string, any) error { return errUnkept }
func (noStorage) Get(string, any) error { return errUnkept }
func (noStorage) Del(string)            { unkept() }
func (noStorage) Len() int              { return 0 }
func (noStorage) Clear()                { unkept() }
func (noStorage) ForEach(func(string))  {}
func (noStorage) Contains(string) bool  { return false }

// NotificationService stands in for the system's notifications.
type NotificationService struct{}
