-- How the union above wants a printed statement: its form number (表号) and the names of its rows. What is shipped stands in
-- assets/report-rows.json; a name that is not in here is the shipped one.

CREATE TABLE report_forms (
  report TEXT PRIMARY KEY CONSTRAINT report_form_known CHECK (report IN ('incomeExpense', 'balanceSheet', 'settlement')),
  number TEXT NOT NULL,
  -- by the row's key in assets/report-rows.json
  names  TEXT NOT NULL CONSTRAINT report_form_names_json CHECK (json_valid(names) AND json_type(names) = 'object')
) STRICT, WITHOUT ROWID;
