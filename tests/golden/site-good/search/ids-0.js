fieldbookTake("ids-0",["alliance","long-moor-villages","marsh-2022-saltby","moor-2019-residents","riverton-work-bond","saltby-alliance","separate-budgets","share-risk"])
