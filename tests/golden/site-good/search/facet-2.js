fieldbookTake("facet-2",["employment","Employment","%!","health","Health care","!%! ","homelessness","Homelessness","#$!!","mental-health","Mental health","&!","older-people","Older people","!#!!"])
