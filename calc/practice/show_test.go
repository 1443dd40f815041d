package practice

import ("testing";"strings";"fmt";"os";"strconv")

func TestShow(t *testing.T) {
	n,_ := strconv.Atoi(os.Getenv("SHOW"))
	for _, k := range Kinds() {
		if f:=os.Getenv("KIND"); f!="" && f!=k.Key { continue }
		for level := 1; level <= 3; level++ { for seed := uint64(1); seed <= uint64(n); seed++ {
			e := Make(k.Key, seed, level)
			fmt.Printf("\n##### %s seed %d level %d: %s\n", k.Key, seed, level, e.Title)
			for _, b := range e.Text {
				switch b.Kind { case Code: fmt.Println("   |"+strings.Join(b.Lines, "\n   |")); case Table: fmt.Println(b.Header); for _, r := range b.Rows { fmt.Println("   ", strings.Join(r, " | ")) }; default: fmt.Println(b.Text, b.Link) }
			}
			for _, q := range e.Questions {
				fmt.Println(" Q", q.Key, q.Ask, q.Options, q.Rows)
				fmt.Println("   tip:", q.Tip)
				fmt.Println("   =", q.Right(), q.Link, q.Output)
				for _, s := range q.Steps { fmt.Println("     -", s.Text, s.Sum) }
				for _, x := range q.mistakes { fmt.Println("     x", x.value, x.hint) }
			}
		}}
	}
}
