package sandbox

func (g *generator) ratioOffer(o *order, id string, kind int, factor ratio) offer {
	return ratioOffer(o, id, kind, factor)
}

// ratioOffer is a discount that leaves a factor of the price.
func ratioOffer(o *order, id string, kind int, factor ratio) offer {
	f := offer{id: id, kind: kind, value: factor.text()}
	for _, part := range lineHolders(o) {
		var sum money
		for _, l := range part.lines {
			sum += l.official
		}
		f.cuts = append(f.cuts, cut{
			orderID: part.id, lines: part.lines, mode: modeRatio, amount: sum - factor.of(sum), ratio: factor,
		})
	}
	return f
}

// reductionOffer takes a fixed amount off the whole order.
func (g *generator) reductionOffer(o *order, id string, kind int, amount money) offer {
	f := offer{id: id, kind: kind, value: amount.String()}
	f.cuts = []cut{{
		orderID: o.id, lines: o.allLines(), mode: modeReduction, amount: amount,
		ratio: ratioOf(o.official-amount, o.official),
	}}
	return f
}

// fixedOffer sets the price of the whole order; its value is empty by rule.
func (g *generator) fixedOffer(o *order, id string, kind int, price money) offer {
	f := g.reductionOffer(o, id, kind, o.official-price)
	f.value = ""
	f.cuts[0].mode = modeFixed
	return f
}

// lineHolders are the orders that hold lines: the order itself or its sub orders.
func lineHolders(o *order) []*order {
	if len(o.children) > 0 {
		return o.children
	}
	return []*order{o}
}
