//go:build tools

// Package tools pins the Node.js language host, so that `go build` can make it from its modules.
package tools

import _ "github.com/pulumi/pulumi/sdk/nodejs/cmd/pulumi-language-nodejs/v3"
