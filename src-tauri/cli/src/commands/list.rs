//! The lists: what there is, as text or as an array of {id, …}.

use super::Done;
use crate::args::List;
use crate::output::{json, to_screen};
use dossier_engine::phrase::{Lang, Phrase, Said};
use dossier_engine::{action, inference, observer, scorecard, source};
use serde_json::{Value, json as value};

/// `dossier sources`.
pub(crate) fn sources(list: &List, lang: Lang) -> Done {
    let rows = source::ALL.iter().map(|s| {
        let card = s.card();
        let get = said(format!("source.{}.get", card.id));
        let entry = value!({"id": card.id, "platform": card.platform, "name": said(format!("source.{}", card.id)),
            "yields": card.yields, "variants": card.variants, "status": card.status, "get": get});
        (card.id.to_owned(), said(format!("source.{}", card.id)), Some(get), entry)
    });
    print(list, lang, rows)
}

/// `dossier observers`.
pub(crate) fn observers(list: &List, lang: Lang) -> Done {
    let rows = observer::all().iter().map(|o| {
        let sees: Vec<Value> = o
            .sees
            .iter()
            .map(|s| value!({"platform": s.platform, "content": s.content, "relation": s.relation, "since": s.since, "status": s.status}))
            .collect();
        let sentence = o.assumption.then(|| said(format!("observer.{}.sentence", o.id)));
        let name = said(format!("observer.{}", o.id));
        let entry = value!({"id": o.id, "name": name, "group": o.group, "assumption": o.assumption, "sees": sees});
        (o.id.clone(), name, sentence, entry)
    });
    print(list, lang, rows)
}

/// `dossier inferences`.
pub(crate) fn inferences(list: &List, lang: Lang) -> Done {
    let rows = inference::ALL.iter().map(|i| {
        let title = said(format!("claim.{}.title", i.id));
        let wrong: Vec<Said> = i.wrong_when.iter().map(|w| said(format!("wrong.{w}"))).collect();
        let entry = value!({"id": i.id, "title": title, "facet": i.facet, "tier": i.tier, "kind": i.kind, "needs": i.needs,
            "feeds": i.feeds, "half_life_days": i.half_life, "wrong_when": wrong, "actions": i.actions});
        (i.id.to_owned(), title, None, entry)
    });
    print(list, lang, rows)
}

/// `dossier scorecards`.
pub(crate) fn scorecards(list: &List, lang: Lang) -> Done {
    let rows = scorecard::ALL.iter().map(|s| {
        let name = said(format!("score.{}", s.id));
        (s.id.to_owned(), name.clone(), Some(said(format!("score.{}.caveat", s.id))), value!({"id": s.id, "name": name}))
    });
    print(list, lang, rows)
}

/// `dossier actions`.
pub(crate) fn actions(list: &List, lang: Lang) -> Done {
    let rows = action::all().iter().map(|a| {
        let (title, how) = (said(format!("action.{}", a.id)), said(format!("action.{}.how", a.id)));
        let entry = value!({"id": a.id, "title": title, "how": how, "platform": a.platform, "status": a.status,
            "checked_on": a.checked_on, "cosmetic": a.cosmetic});
        (a.id.clone(), title, Some(how), entry)
    });
    print(list, lang, rows)
}

fn print(list: &List, lang: Lang, rows: impl Iterator<Item = (String, Said, Option<Said>, Value)>) -> Done {
    if list.json {
        to_screen(&json(&rows.map(|(_, _, _, entry)| entry).collect::<Vec<_>>()));
    } else {
        let mut text = String::new();
        for (id, name, more, _) in rows {
            text += &format!("{id}  {}\n", name.get(lang));
            if let Some(more) = more {
                text += &format!("    {}\n", more.get(lang));
            }
        }
        to_screen(&text);
    }
    Ok(0)
}

fn said(id: String) -> Said {
    Phrase::new(id).said()
}
