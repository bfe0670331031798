-- Run once as a superuser of your own PostgreSQL (15 or newer); choose real passwords.
-- The app never owns a table; the owner only migrates, backs up and verifies.
CREATE ROLE homelands_owner LOGIN BYPASSRLS PASSWORD 'choose one';
CREATE ROLE homelands_app LOGIN PASSWORD 'choose another';
CREATE ROLE homelands_report LOGIN PASSWORD 'choose a third';
CREATE DATABASE homelands OWNER homelands_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE TEMPORARY ON DATABASE homelands FROM PUBLIC;
