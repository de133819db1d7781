//! WhatsApp's own words, per language: placeholders, labels, notices. Data, not sentences of ours.
//!
//! From public parsers (rodrigogs/whats-reader, hellodigua/ChatLab, timelinize) and their samples; formats/messaging §3.
//! A language that is missing costs little: on iOS the U+200E before WhatsApp's words is enough, on Android the missing name.

/// The whole first line, without marks: something was sent that the export leaves out.
pub(super) const MEDIA_OMITTED: &[&str] = &[
    "<Media omitted>",
    "<Mídia oculta>",
    "<Médias omis>",
    "<Medien ausgelassen>",
    "<Medien weggelaten>",
    "<Media weggelaten>",
    "<Archivo omitido>",
    "<Multimedia omitido>",
    "<Media eliminati>",
    "<Media omessi>",
    "<メディアなし>",
    "<媒体省略>",
    "<미디어 생략>",
    "<Медиа пропущены>",
    "<Без медиафайлов>",
    "<省略影音内容>",
    "<已省略多媒體檔案>",
    "image omitted",
    "video omitted",
    "audio omitted",
    "sticker omitted",
    "GIF omitted",
    "document omitted",
    "video note omitted",
    "Bild weggelassen",
    "Video weggelassen",
    "Audio weggelassen",
    "Sticker weggelassen",
    "GIF weggelassen",
    "Dokument weggelassen",
    "imagen omitida",
    "Video omitido",
    "audio omitido",
    "sticker omitido",
    "GIF omitido",
    "documento omitido",
    "imagem ocultada",
    "vídeo omitido",
    "áudio ocultado",
    "figurinha omitida",
    "image absente",
    "vidéo absente",
    "audio omis",
    "sticker omis",
    "document omis",
    "immagine omessa",
    "video omesso",
    "audio omesso",
    "sticker non incluso",
    "afbeelding weggelaten",
    "video weggelaten",
    "audio weggelaten",
    "sticker weggelaten",
    "忽略图片",
    "忽略视频",
    "忽略音频",
    "忽略贴图",
    "忽略表情包",
    "忽略文档",
    "圖片已略去",
    "影片已略去",
    "音訊已略去",
    "貼圖已略去",
    "文件已略去",
    "圖片已忽略",
    "影片已忽略",
    "音訊已忽略",
    "貼圖已忽略",
];

/// The same, for a contact card.
pub(super) const CONTACT_OMITTED: &[&str] =
    &["Contact card omitted", "Kontaktkarte ausgelassen", "Tarjeta de contacto omitida", "忽略联系人卡片", "已略去聯絡人卡片"];

/// At the end of the first line, after a file's name.
pub(super) const ATTACHED_AFTER: &[&str] = &[
    "(file attached)",
    "(arquivo anexado)",
    "(fichier joint)",
    "(Datei angehängt)",
    "(archivo adjunto)",
    "(file allegato)",
    "(bestand bijgevoegd)",
    "(ファイル添付)",
    "(附件)",
    "(文件附件)",
    "(檔案已附加)",
    "(файл прикреплен)",
    "(файл добавлен)",
];

/// `<attached: NAME>` and its translations; with U+200E before it any language is understood.
pub(super) const ATTACHED_BEFORE: &[&str] =
    &["<attached: ", "<已附加: ", "<已附加：", "<附件: ", "<附件：", "<Anhang: ", "<adjunto: ", "<anexado: ", "<pièce jointe : ", "<allegato: ", "<bijgevoegd: "];

/// The whole text, without marks and final stop: taken back by its sender.
pub(super) const DELETED: &[&str] = &[
    "You deleted this message",
    "This message was deleted",
    "这条消息已删除",
    "此消息已删除",
    "你删除了这条消息",
    "您删除了这条消息",
    "你已删除此消息",
    "您已删除此消息",
    "此訊息已刪除",
    "你已刪除此訊息",
    "您已刪除此訊息",
    "Diese Nachricht wurde gelöscht",
    "Du hast diese Nachricht gelöscht",
    "Se eliminó este mensaje",
    "Eliminaste este mensaje",
    "Este mensaje fue eliminado",
    "Mensagem apagada",
    "Você apagou esta mensagem",
    "Ce message a été supprimé",
    "Vous avez supprimé ce message",
    "Questo messaggio è stato eliminato",
    "Hai eliminato questo messaggio",
    "Dit bericht is verwijderd",
    "U hebt dit bericht verwijderd",
    "Данное сообщение удалено",
    "Вы удалили данное сообщение",
    "このメッセージは削除されました",
    "삭제된 메시지입니다",
];

/// At the end of a text, without the mark before it.
pub(super) const EDITED: &[&str] = &[
    "<This message was edited>",
    "<此消息已编辑>",
    "<此消息已被编辑>",
    "<此訊息已編輯>",
    "<Diese Nachricht wurde bearbeitet>",
    "<Se editó este mensaje>",
    "<Mensagem editada>",
    "<Ce message a été modifié>",
    "<Questo messaggio è stato modificato>",
    "<Dit bericht is bewerkt>",
];

/// The beginning of a text that shares a place; the place follows.
pub(super) const LOCATION: &[&str] =
    &["Location: ", "location: ", "位置：", "位置: ", "Standort: ", "Ubicación: ", "Localização: ", "Position : ", "Posizione: ", "Locatie: "];

/// The whole text, for a place that was shared live.
pub(super) const LIVE_LOCATION: &[&str] =
    &["Live location shared", "已共享实时位置", "已分享即時位置", "Live-Standort wird geteilt", "Ubicación en tiempo real compartida"];

/// The beginning of a text about a call; counts with U+200E before it, or as the whole text.
pub(super) const CALL: &[&str] = &[
    "Missed voice call",
    "Missed video call",
    "Missed group voice call",
    "Missed group video call",
    "Voice call",
    "Video call",
    "Silenced voice call",
    "Silenced video call",
    "未接语音通话",
    "未接视频通话",
    "未接来电",
    "语音通话",
    "视频通话",
    "未接語音來電",
    "未接視訊來電",
    "語音通話",
    "視訊通話",
    "Verpasster Sprachanruf",
    "Verpasster Videoanruf",
    "Sprachanruf",
    "Videoanruf",
    "Llamada perdida",
    "Videollamada perdida",
    "Llamada",
    "Videollamada",
    "Chamada de voz perdida",
    "Chamada de vídeo perdida",
    "Appel vocal manqué",
    "Appel vidéo manqué",
    "Chiamata persa",
    "Videochiamata persa",
    "Gemiste spraakoproep",
    "Gemiste video-oproep",
];

/// The first line of a poll.
pub(super) const POLL: &[&str] =
    &["POLL:", "ENCUESTA:", "UMFRAGE:", "ENQUETE:", "SONDAGE:", "SONDAGE :", "SONDAGGIO:", "POLL：", "投票：", "投票:", "投票调查：", "투표:"];

/// The beginning of a text that carries a name but is WhatsApp's, also without U+200E.
pub(super) const NOTICE: &[&str] = &[
    "Messages and calls are end-to-end encrypted",
    "Messages to this chat and calls are now secured",
    "Messages to this group are now secured",
    "Messages you send to this chat and calls are now secured",
    "Messages you send to this group are now secured",
    "This business uses a secure service",
    "This chat is with a business account",
    "消息和通话已进行端到端加密",
    "消息和通话都进行端到端加密",
    "訊息與通話已受端對端加密保護",
    "訊息和通話經端對端加密",
    "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt",
    "Los mensajes y las llamadas están cifrados",
    "As mensagens e ligações são protegidas",
    "As mensagens e as chamadas são protegidas",
    "Les messages et les appels sont",
    "I messaggi e le chiamate sono",
    "Berichten en oproepen zijn end-to-end",
    "Сообщения и звонки защищены",
    "メッセージと通話はエンドツーエンド",
    "메시지와 통화는 종단간 암호화",
];

/// Names under which a converter or an old version lets WhatsApp speak.
pub(super) const SPEAKERS: &[&str] = &["System", "WhatsApp", "系统消息", "系統訊息"];

/// What happens in a group. Where this stands before the first `: `, that colon belongs to a title, not to a name.
pub(super) const EVENT: &[&str] = &[
    "created group",
    "created this group",
    "created the group",
    "changed the subject",
    "changed the group",
    "changed this group",
    "changed the description",
    "joined using this group's invite link",
    "security code with",
    "turned on disappearing messages",
    "turned off disappearing messages",
    "创建了此群组",
    "创建了群组",
    "将群名称",
    "将此群组",
    "更改了本群组",
    "更改了群组",
    "加入群组",
    "退出了群组",
    "建立了此群組",
    "建立了群組",
    "已將群組",
    "更改了群組",
    "hat die Gruppe",
    "hat den Betreff",
    "hat den Gruppennamen",
    "creó el grupo",
    "cambió el asunto",
    "cambió el nombre del grupo",
    "criou o grupo",
    "criou este grupo",
    "mudou o assunto",
    "mudou o nome do grupo",
    "a créé le groupe",
    "a modifié le sujet",
    "a changé le nom du groupe",
    "ha creato il gruppo",
    "ha modificato l'oggetto",
    "heeft groep",
    "heeft de groep",
    "heeft het onderwerp",
    "создал",
    "изменил",
];

/// How exports are named around the chat's title.
pub(super) const TITLES: &[(&str, &str)] = &[
    ("WhatsApp Chat with ", ""),
    ("WhatsApp Chat - ", ""),
    ("WhatsApp-Chat mit ", ""),
    ("Chat de WhatsApp con ", ""),
    ("Conversa do WhatsApp com ", ""),
    ("Discussion WhatsApp avec ", ""),
    ("Chat WhatsApp con ", ""),
    ("WhatsApp-chat met ", ""),
    ("Чат WhatsApp с ", ""),
    ("与", "的 WhatsApp 聊天"),
    ("与", "的WhatsApp聊天"),
    ("與", "的WhatsApp對話"),
    ("與", "的 WhatsApp 對話"),
    ("", "とのWhatsAppチャット"),
];
