fieldbookTake("facet-7",["alliance-contract","Alliance contract","&!","grant","Grant","!!","impact-bond","Social impact bond","%!","outcomes-contract","Outcomes contract or payment by results","% "])
