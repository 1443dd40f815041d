package scenario

import (
	"sync"

	"attnexperts/calc/hardware"
)

// deviceOptions are the devices of package hardware.
var deviceOptions = sync.OnceValue(func() []Option {
	var options []Option
	for _, d := range hardware.All() {
		options = append(options, Option{d.Key, d.Name})
	}
	return options
})

// dtypeOptions are the dtypes of package quantity.
var dtypeOptions = []Option{{"fp32", "fp32, 4 bytes"}, {"bf16", "bf16, 2 bytes"}, {"fp16", "fp16, 2 bytes"}, {"fp8", "fp8, 1 byte"}, {"int8", "int8, 1 byte"}, {"int4", "int4, half a byte"}}
