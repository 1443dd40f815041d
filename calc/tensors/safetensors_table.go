package tensors

import (
	"fmt"

	"attnexperts/calc/quantity"
)

// table reads the whole header, and returns where the last tensor ends.
func (s *scanner) table(f *File) (end int64, err error) {
	if err := s.must('{'); err != nil {
		return 0, err
	}
	for first := true; ; first = false {
		more, err := s.next('}', first)
		if err != nil {
			return 0, err
		}
		if !more {
			break
		}
		name, err := s.key()
		if err != nil {
			return 0, err
		}
		if name == "__metadata__" {
			if err := s.metadata(f); err != nil {
				return 0, err
			}
			continue
		}
		e, err := s.entry(name)
		if err != nil {
			return 0, err
		}
		f.Tensors, end = append(f.Tensors, e.Tensor), max(end, e.to)
	}
	if s.space(); s.at < len(s.src) {
		return 0, s.fail("the end of the header")
	}
	return end, nil
}

// metadata reads what the file says of itself: texts by their keys.
func (s *scanner) metadata(f *File) error {
	if err := s.must('{'); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := s.next('}', first)
		if err != nil || !more {
			return err
		}
		key, err := s.key()
		if err != nil {
			return err
		}
		value, err := s.text()
		if err != nil {
			return err
		}
		if len(value) <= longest {
			f.Meta = append(f.Meta, Meta{key, value})
		}
	}
}

// An entry is a tensor of the header.
type entry struct {
	Tensor

	from, to int64
	// dtype, shape and place tell which of the three are there.
	dtype, shape, place bool
}

// entry reads what the header says of a tensor.
func (s *scanner) entry(name string) (entry, error) {
	e := entry{Tensor: Tensor{Name: name}}
	if err := s.must('{'); err != nil {
		return e, err
	}
	for first := true; ; first = false {
		more, err := s.next('}', first)
		if err != nil {
			return e, err
		}
		if !more {
			return e, e.check()
		}
		key, err := s.key()
		if err != nil {
			return e, err
		}
		if err := s.field(&e, key); err != nil {
			return e, err
		}
	}
}

// field reads one of the three fields of a tensor.
func (s *scanner) field(e *entry, key string) error {
	switch key {
	case "dtype":
		text, err := s.text()
		if err != nil {
			return err
		}
		e.dtype, e.Dtype = true, text
	case "shape":
		shape, err := s.wholes()
		if err != nil {
			return err
		}
		e.shape = true
		if e.Params, err = quantity.Product(shape...); err != nil {
			return fmt.Errorf("the shape of the tensor %s: %w", shown(e.Name), err)
		}
	case "data_offsets":
		ends, err := s.wholes()
		if err != nil {
			return err
		}
		if len(ends) != 2 {
			return fmt.Errorf("the data_offsets of the tensor %s are %d numbers, not 2", shown(e.Name), len(ends))
		}
		e.place, e.from, e.to = true, ends[0], ends[1]
	default:
		return fmt.Errorf("the tensor %s has a field %s, which safetensors does not know", shown(e.Name), shown(key))
	}
	return nil
}

// check finds contradictions in an entry, and counts its bytes.
func (e *entry) check() error {
	for _, field := range []struct {
		name  string
		given bool
	}{{"dtype", e.dtype}, {"shape", e.shape}, {"data_offsets", e.place}} {
		if !field.given {
			return fmt.Errorf("the tensor %s has no %s", shown(e.Name), field.name)
		}
	}
	bits, known := bitsOf[e.Dtype]
	if !known {
		return fmt.Errorf("the tensor %s is stored as %s, which safetensors does not know", shown(e.Name), shown(e.Dtype))
	}
	all, err := quantity.Product(e.Params, bits)
	if err != nil {
		return fmt.Errorf("the size of the tensor %s: %w", shown(e.Name), err)
	}
	e.Bytes = all / 8
	if e.to < e.from || e.to-e.from != e.Bytes || all%8 != 0 {
		return fmt.Errorf("the tensor %s lies from %d to %d, and %d numbers of %s take %d bytes", shown(e.Name), e.from, e.to, e.Params, e.Dtype, e.Bytes)
	}
	return nil
}
