fieldbookTake("facet-5",["better","Better","&!","ended-early","Ended early or never started","%!","not-known","Not known","!!"])
