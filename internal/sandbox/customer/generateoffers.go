package customer

import "github.com/ocegate/ocegate/internal/sandbox/rest"

func (g *generator) ratioOffer(o *Order, id string, kind int, factor rest.Ratio) offer {
	return ratioOffer(o, id, kind, factor)
}

// ratioOffer is a discount that leaves a factor of the price.
func ratioOffer(o *Order, id string, kind int, factor rest.Ratio) offer {
	f := offer{id: id, kind: kind, value: factor.Text()}
	for _, part := range lineHolders(o) {
		var sum rest.Money
		for _, l := range part.lines {
			sum += l.Official
		}
		f.cuts = append(f.cuts, cut{
			orderID: part.ID, lines: part.lines, mode: modeRatio, amount: sum - factor.Of(sum), ratio: factor,
		})
	}
	return f
}

// reductionOffer takes a fixed amount off the whole order.
func (g *generator) reductionOffer(o *Order, id string, kind int, amount rest.Money) offer {
	f := offer{id: id, kind: kind, value: amount.String()}
	f.cuts = []cut{{
		orderID: o.ID, lines: o.AllLines(), mode: modeReduction, amount: amount,
		ratio: rest.RatioOf(o.official-amount, o.official),
	}}
	return f
}

// fixedOffer sets the price of the whole order; its value is empty by rule.
func (g *generator) fixedOffer(o *Order, id string, kind int, price rest.Money) offer {
	f := g.reductionOffer(o, id, kind, o.official-price)
	f.value = ""
	f.cuts[0].mode = modeFixed
	return f
}

// lineHolders are the orders that hold lines: the order itself or its sub orders.
func lineHolders(o *Order) []*Order {
	if len(o.children) > 0 {
		return o.children
	}
	return []*Order{o}
}
