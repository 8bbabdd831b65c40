fieldbookTake("facet-3",["northland","Northland","!!!#!!!!","southland","Southland","%!"])
