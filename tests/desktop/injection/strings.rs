//! Hostile strings: whatever a name, a note, a chat line or a file name could try to be instead of text. Each tries to run
//! [`STRIKE`] or to make an element that carries `data-hostile`.

/// Counts how often something ran.
const STRIKE: &str = "top.struck=(top.struck||0)+1";

/// Tried as they are, and once more behind what could close a tag, an attribute or a string.
const ATTEMPTS: [&str; 60] = [
    "<script>!</script>",
    "<SCRIPT data-hostile>!</SCRIPT>",
    "<script data-hostile src=data:text/javascript,!></script>",
    "<img data-hostile src=x onerror=!>",
    "<img src=x:x onerror='!' data-hostile>",
    "<svg data-hostile onload=!>",
    "<svg><script data-hostile>!</script></svg>",
    "<svg><animate data-hostile onbegin=! attributeName=x dur=1s>",
    "<svg><a data-hostile xlink:href=javascript:!><text>x</text></a></svg>",
    "<svg><foreignObject data-hostile><body onload=!></foreignObject></svg>",
    "<math data-hostile><maction xlink:href=javascript:!>x</maction></math>",
    "<body data-hostile onload=!>",
    "<iframe data-hostile src=javascript:!></iframe>",
    "<iframe data-hostile srcdoc='<script>!</script>'></iframe>",
    "<object data-hostile data=javascript:!></object>",
    "<embed data-hostile src=javascript:!>",
    "<a data-hostile href=javascript:!>x</a>",
    "<a data-hostile href=\"java\tscript:!\">x</a>",
    "<form data-hostile action=javascript:!><button autofocus>x</button></form>",
    "<button data-hostile formaction=javascript:! autofocus>x</button>",
    "<input data-hostile autofocus onfocus=!>",
    "<select data-hostile autofocus onfocus=!></select>",
    "<textarea data-hostile autofocus onfocus=!></textarea>",
    "<details data-hostile open ontoggle=!>x</details>",
    "<video data-hostile><source onerror=!></video>",
    "<audio data-hostile src=x onerror=!></audio>",
    "<marquee data-hostile onstart=!>x</marquee>",
    "<meta data-hostile http-equiv=refresh content='0;url=javascript:!'>",
    "<base data-hostile href=javascript:!//>",
    "<link data-hostile rel=stylesheet href=data:text/css,body{display:none}>",
    "<style data-hostile>body{display:none}</style>",
    "<style data-hostile>@import 'javascript:!';</style>",
    "<div data-hostile style=position:fixed;inset:0;background:red>x</div>",
    "<template data-hostile><script>!</script></template>",
    "<x-hostile data-hostile onclick=! tabindex=0 autofocus onfocus=!>x</x-hostile>",
    "<table data-hostile><td background=javascript:!>x</td></table>",
    "<isindex data-hostile type=image src=1 onerror=!>",
    "<noscript><p title='</noscript><img data-hostile src=x onerror=!>'></noscript>",
    "<math><mtext><table><mglyph><style><!--</style><img data-hostile title='--&gt;&lt;img src=1 onerror=!&gt;'>",
    "<!--<img src='--><img data-hostile src=x onerror=!>'>",
    "<![CDATA[<script data-hostile>!</script>]]>",
    "<?xml version='1.0'?><script data-hostile>!</script>",
    "</title><script data-hostile>!</script>",
    "</textarea><script data-hostile>!</script>",
    "&lt;script data-hostile&gt;!&lt;/script&gt;",
    "&#60;script data-hostile&#62;!&#60;/script&#62;",
    "&#x3c;img data-hostile src=x onerror=!&#x3e;",
    "%3Cscript%20data-hostile%3E!%3C/script%3E",
    "\\u003cscript data-hostile\\u003e!\\u003c/script\\u003e",
    "javascript:!",
    "data:text/html,<script data-hostile>!</script>",
    "{{constructor.constructor('!')()}}",
    "${!}",
    "{@html '<img data-hostile src=x onerror=!>'}",
    "{#if true}{!}{/if}",
    "<%= ! %><# ! #>[[${!}]]",
    "'-!-'",
    "\\');!;//",
    "*{background:url(javascript:!)} expression(!)",
    "]]>;!;<!--",
];

/// Not code, but what confuses a reader's eye, a terminal or a layout.
const ODD: [&str; 20] = [
    "\u{202e}txt.exe\u{202c} is a bill",
    "\u{2066}left\u{2067}right\u{2069}\u{2069} isolates",
    "zero\u{200b}width\u{200d}joined\u{feff}",
    "👩‍👩‍👧‍👦🏳️‍🌈🇨🇳👍🏽",
    "Z̷̡̛a̶̢̕l̴̨̛g̵͢o̸͡ and more",
    "\u{1b}[31mred\u{1b}[0m\u{1b}]0;title\u{7}",
    "nul\u{0}inside",
    "bell\u{7}backspace\u{8}delete\u{7f}",
    "next\u{85}line\u{2028}separator\u{2029}paragraph",
    "ﷺ﷽𒐫𒈙꧅ wide",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE record; --",
    "../../../../etc/passwd",
    "%s%n%x%p {0} {} %",
    "\u{fffd}\u{fffe}\u{ffff} not characters",
    "ı İ ß ﬃ Ǆ case",
    "http://[::1]:80/?a=1&b=2#c",
    "null undefined NaN true [object Object]",
    "<<<<<>>>>> && || \"\" '' ``",
    "\u{e000}\u{f8ff}\u{10fffd} private",
];

/// A hundred and sixty, each once.
pub(super) fn all() -> Vec<String> {
    let strike = |text: &str| text.replace('!', STRIKE);
    let plain = ATTEMPTS.iter().map(|text| strike(text));
    let behind = ATTEMPTS.iter().enumerate().map(|(i, text)| {
        let closing = ["\">", "'>", "-->", "</script>", "\"'`>"];
        format!("{i}{}{}", closing[i % closing.len()], strike(text))
    });
    let long = ["<b data-hostile>", "长", "a̐"].map(|piece| piece.repeat(3000 / piece.len()));
    plain.chain(behind).chain(ODD.map(str::to_owned)).chain(long).collect()
}
