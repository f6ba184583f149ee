package customer

import (
	"context"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

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

// listStoredValueCards is GET /v2/promotions/benefits/stored-value-cards.
func listStoredValueCards(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := rest.Keep(c.account.cards, func(row *wallet.Card) bool {
		return row.Status() == int(c.In.Num("status", 0)) && c.Fits("card_id", row.ID)
	})
	return cardsAnswer{TotalCount: len(rows), Cards: rest.Views(rest.Page(c.Call, rows), func(row *wallet.Card) cardView {
		return cardView{
			CardID: row.ID, CardName: row.Name.In(c.English), Status: row.Status(),
			FaceValue: row.Face.String(), Balance: row.Balance.String(),
			EffectiveTime: rest.Stamp(row.Effective), ExpireTime: rest.Stamp(row.Expire),
		}
	})}, nil
}

// card finds a card by id.
func (st *Account) card(id string) *wallet.Card {
	for _, c := range st.cards {
		if c.ID == id {
			return c
		}
	}
	return nil
}
