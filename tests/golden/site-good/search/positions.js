fieldbookTake("positions",[["120,000","where"],[1,0]])
