fieldbookTake("facet-6",["moderate","Moderate","#$!!","none-found","No evaluation found","%!","very-limited","Very limited","!#!!"])
