//! The report: schema `dossier/1`, and its renderings as text and HTML.
