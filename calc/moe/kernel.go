package moe

// The inner loops of training. Matrices are flat, row after row. Four rows are
// taken at a time, since a turn of a loop is dear where Go is compiled to
// WebAssembly; the order of the sums is fixed, and so is every result's last
// bit.

// addProduct adds the vector-matrix product a·b to dst, where b has a row for
// each number of a, as long as dst.
func addProduct(dst, a, b []float64) {
	n := len(dst)
	i := 0
	for ; i+4 <= len(a); i += 4 {
		add4(dst, a[i], a[i+1], a[i+2], a[i+3],
			b[i*n:(i+1)*n], b[(i+1)*n:(i+2)*n], b[(i+2)*n:(i+3)*n], b[(i+3)*n:(i+4)*n])
	}
	for ; i < len(a); i++ {
		add1(dst, a[i], b[i*n:(i+1)*n])
	}
}

// addOuter adds aᵀ·b to dst, where a has rows of n numbers and b as many rows
// of m: dst is n×m.
func addOuter(dst, a, b []float64, n, m int) {
	rows := len(a) / n
	r := 0
	for ; r+4 <= rows; r += 4 {
		a0, a1, a2, a3 := a[r*n:(r+1)*n], a[(r+1)*n:(r+2)*n], a[(r+2)*n:(r+3)*n], a[(r+3)*n:(r+4)*n]
		b0, b1, b2, b3 := b[r*m:(r+1)*m], b[(r+1)*m:(r+2)*m], b[(r+2)*m:(r+3)*m], b[(r+3)*m:(r+4)*m]
		for i := range n {
			add4(dst[i*m:(i+1)*m], a0[i], a1[i], a2[i], a3[i], b0, b1, b2, b3)
		}
	}
	for ; r < rows; r++ {
		for i := range n {
			add1(dst[i*m:(i+1)*m], a[r*n+i], b[r*m:(r+1)*m])
		}
	}
}

// add4 adds the sum of four rows times a number each to dst.
func add4(dst []float64, a0, a1, a2, a3 float64, b0, b1, b2, b3 []float64) {
	n := len(dst)
	b0, b1, b2, b3 = b0[:n], b1[:n], b2[:n], b3[:n]
	for j := range dst {
		dst[j] += (float64(a0*b0[j]) + float64(a1*b1[j])) + (float64(a2*b2[j]) + float64(a3*b3[j]))
	}
}

// add1 adds a row times a number to dst.
func add1(dst []float64, a float64, b []float64) {
	b = b[:len(dst)]
	for j := range dst {
		dst[j] += float64(a * b[j])
	}
}

// dot returns the scalar product of a and b, which are as long as each other.
func dot(a, b []float64) float64 {
	b = b[:len(a)]
	s0, s1, j := 0.0, 0.0, 0
	for ; j+4 <= len(a); j += 4 {
		x, y := (*[4]float64)(a[j:]), (*[4]float64)(b[j:])
		s0 += float64(x[0]*y[0]) + float64(x[1]*y[1])
		s1 += float64(x[2]*y[2]) + float64(x[3]*y[3])
	}
	for ; j < len(a); j++ {
		s0 += float64(a[j] * b[j])
	}
	return s0 + s1
}
