// Package config holds every setting of the server: one struct for each room,
// and one table row for each setting with its name, default and explanation.
// A flag wins over the environment, the environment over the file, the file
// over the default. All faults are reported at once.
//
// It is the only room that reads the environment. It must not import any other
// room, open anything but the files that it is told to read, or print a secret.
package config
