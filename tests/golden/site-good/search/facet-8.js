fieldbookTake("facet-8",["qualitative","Qualitative study","$!","quasi-experiment","Quasi-experiment with comparison","#!"])
