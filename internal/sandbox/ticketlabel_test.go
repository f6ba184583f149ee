package sandbox_test

import (
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func (c *client) newLabel(name string) answer {
	return c.post(desk+"/labels", `{"name":"`+name+`","color":"#00ff00"}`)
}

// labels counts the labels that a query finds.
func (c *client) labels(query string) int {
	c.t.Helper()
	return as[struct {
		Total int `json:"total_count"`
	}](c.t, c.get(desk+"/labels?"+query)).Total
}

func TestLabelsAreLimited(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for n := c.labels(""); n < 30; n++ {
		c.done("create", c.newLabel("label-"+itoa(n)))
	}
	c.denied("the 31st", c.newLabel("one-more"), "OSM.01010001")
	c.done("delete", c.send(c.request("DELETE", desk+"/labels/4", "")))
	c.done("the 30th again", c.newLabel("one-more"))
	if got := c.labels("name=one-m"); got != 1 {
		t.Errorf("a part of the name finds %d", got)
	}
	c.denied("name twice", c.newLabel("one-more"), "OSM.01010001")
	c.denied("color", c.post(desk+"/labels", `{"name":"x","color":"green"}`), "OSM.01010001")
	c.denied("unknown", c.put(desk+"/labels/99", `{"name":"x","color":"#000000"}`), "OSM.01010001")
	c.done("keeps its name", c.put(desk+"/labels/1", `{"name":"network","color":"#000000"}`))
}

func TestLabelsOfATicket(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, name := range []string{"four", "five", "six"} {
		c.done("create", c.newLabel(name))
	}
	labels := casesPath + "/" + sandbox.DemoFaultTicket + "/labels"
	attach := func(ids string) answer { return c.post(labels+"?label_ids="+ids, "") }
	count := func() int { return strings.Count(c.get(labels).body, "label_id") }
	c.done("attach", attach("1,2,3"))
	c.done("attach as several parameters", c.post(labels+"?label_ids=3&label_ids=4", "{}"))
	c.done("the fifth", attach("5"))
	c.denied("the sixth", attach("6"), "OSM.01010001")
	c.denied("six at once", attach("1,2,3,4,5,6"), "OSM.01010001")
	c.denied("unknown", attach("99"), "OSM.01010001")
	c.denied("no number", attach("x"), "OSM.01010001")
	c.denied("none", c.post(labels, ""), "OSM.01010001")
	if got := count(); got != 5 {
		t.Errorf("%d labels", got)
	}
	c.done("detach", c.send(c.request("DELETE", labels+"?label_ids=1,2", "")))
	c.done("delete", c.send(c.request("DELETE", desk+"/labels/3", "")))
	if got := count(); got != 2 {
		t.Errorf("%d labels are left", got)
	}
}

func TestRelationsHoldOnBothSides(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	relations := func(id string) string { return casesPath + "/" + id + "/relations" }
	relate := func(ids string) answer {
		return c.post(relations(sandbox.DemoTalkTicket), `{"related_id_list":["`+strings.ReplaceAll(ids, ",", `","`)+`"]}`)
	}
	c.done("relate", relate(sandbox.DemoFaultTicket+","+sandbox.DemoUrgedTicket))
	for _, id := range []string{sandbox.DemoFaultTicket, sandbox.DemoUrgedTicket} {
		if got := c.get(relations(id)).body; !strings.Contains(got, sandbox.DemoTalkTicket) {
			t.Errorf("%s: %s", id, got)
		}
	}
	c.denied("itself", relate(sandbox.DemoTalkTicket), "OSM.01010001")
	c.denied("four at once", relate("1,2,3,4"), "OSM.01010001")
	c.denied("unknown", relate("TS-NONE"), "OSM.01010015")
	part := func(id string) answer {
		return c.send(c.request("DELETE", relations(sandbox.DemoTalkTicket), `{"related_id":"`+id+`"}`))
	}
	c.done("part", part(sandbox.DemoFaultTicket))
	c.denied("part again", part(sandbox.DemoFaultTicket), "OSM.01010001")
	c.denied("part without a body", c.send(c.request("DELETE", relations(sandbox.DemoTalkTicket), "")), "OSM.01010001")
	if got := c.get(relations(sandbox.DemoFaultTicket)).body; got != `{"case_relation_list":[]}` {
		t.Errorf("left: %s", got)
	}
}
