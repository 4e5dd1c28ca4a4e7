-- Publications of tables that have children, as every version knows them.
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (more int) INHERITS (parent);
CREATE TABLE plain (id int PRIMARY KEY);
CREATE PUBLICATION of_parent_only FOR TABLE ONLY parent, plain;
CREATE PUBLICATION of_family FOR TABLE parent;
CREATE PUBLICATION everything FOR ALL TABLES;
