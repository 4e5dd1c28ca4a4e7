-- One act of one person.
INSERT INTO audit_event (at, who, action, what) VALUES (:at, :who, :action, :what)
