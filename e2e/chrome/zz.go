package chrome
import ("github.com/chromedp/cdproto/accessibility";"github.com/chromedp/chromedp";"encoding/json")
func (v *Visit) Raw() string {
	object, _ := v.object("document.activeElement")
	alone := false
	tree, _ := chromedp.Call(v.ctx, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{ObjectID: object, FetchRelatives: &alone})
	b, _ := json.Marshal(tree.Nodes[0]); return string(b)
}
