fieldbookTake("facet-4",["harbour-county","Harbour County","#$  ","long-moor","Long Moor","!#!!","saltby","Saltby","#$!!"])
