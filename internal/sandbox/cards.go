package sandbox

import "context"

type cardView struct {
	CardID        string `json:"card_id"`
	CardName      string `json:"card_name"`
	Status        int    `json:"status"`
	FaceValue     string `json:"face_value"`
	Balance       string `json:"balance"`
	EffectiveTime string `json:"effective_time"`
	ExpireTime    string `json:"expire_time"`
}

type cardsAnswer struct {
	TotalCount int        `json:"total_count"`
	Cards      []cardView `json:"stored_value_cards"`
}

func listCards(_ context.Context, c *customerCall) (any, *refusal) {
	var rows []*card
	for _, row := range c.st.cards {
		if row.status() == int(c.in.num("status", 0)) && (!c.in.has("card_id") || c.in.text("card_id") == row.id) {
			rows = append(rows, row)
		}
	}
	answer := cardsAnswer{TotalCount: len(rows), Cards: []cardView{}}
	for _, row := range page(rows, c.in.num("offset", 0), c.in.num("limit", defaultLimit)) {
		answer.Cards = append(answer.Cards, cardView{
			CardID: row.id, CardName: row.name.in(c.english), Status: row.status(),
			FaceValue: row.face.String(), Balance: row.balance.String(),
			EffectiveTime: stamp(row.effective), ExpireTime: stamp(row.expire),
		})
	}
	return answer, nil
}

// card finds a card by id.
func (st *state) card(id string) *card {
	for _, c := range st.cards {
		if c.id == id {
			return c
		}
	}
	return nil
}
