nablaSearchIndex={"pages":[["a.html","A"]],
"places":[[0,"","A",""]]};
