/**
 * The snippets that come with Nexus: the few constructs one types most in each language. A table of data, one row a snippet:
 * prefix, what it is, body. A person's own snippet with the same prefix goes before it.
 */
import type { SnippetEntry } from "./library.ts";

type Row = readonly [prefix: string, description: string, body: string];

const script: readonly Row[] = [
  ["for", "For loop", "for (let ${1:i} = 0; ${1:i} < ${2:items}.length; ${1:i}++) {\n\t$0\n}"],
  ["forof", "For-of loop", "for (const ${1:item} of ${2:items}) {\n\t$0\n}"],
  ["if", "If", "if (${1:condition}) {\n\t$0\n}"],
  ["ife", "If and else", "if (${1:condition}) {\n\t$2\n} else {\n\t$0\n}"],
  ["while", "While loop", "while (${1:condition}) {\n\t$0\n}"],
  ["switch", "Switch", "switch (${1:value}) {\n\tcase ${2:one}:\n\t\t$0\n\t\tbreak;\n\tdefault:\n}"],
  ["try", "Try and catch", "try {\n\t$1\n} catch (${2:error}) {\n\t$0\n}"],
  ["fun", "Function", "function ${1:name}(${2}) {\n\t$0\n}"],
  ["arrow", "Arrow function", "const ${1:name} = (${2}) => {\n\t$0\n};"],
  ["class", "Class", "class ${1:Name} {\n\tconstructor(${2}) {\n\t\t$0\n\t}\n}"],
  ["imp", "Import", 'import { ${2:name} } from "${1:module}";$0'],
  ["log", "Write to the console", "console.${1|log,info,warn,error|}($0);"],
];
const typed: readonly Row[] = [
  ["interface", "Interface", "interface ${1:Name} {\n\treadonly ${2:field}: ${3:string};$0\n}"],
  ["type", "Type", "type ${1:Name} = ${0:string};"],
];
const braces: readonly Row[] = [
  ["if", "If", "if (${1:condition}) {\n\t$0\n}"],
  ["ife", "If and else", "if (${1:condition}) {\n\t$2\n} else {\n\t$0\n}"],
  ["while", "While loop", "while (${1:condition}) {\n\t$0\n}"],
  ["for", "For loop", "for (int ${1:i} = 0; ${1:i} < ${2:count}; ${1:i}++) {\n\t$0\n}"],
  [
    "switch",
    "Switch",
    "switch (${1:value}) {\n\tcase ${2:one}:\n\t\t$0\n\t\tbreak;\n\tdefault:\n\t\tbreak;\n}",
  ],
];
const cMain: readonly Row[] = [
  ["inc", "Include", "#include <${1:stdio.h}>$0"],
  ["main", "Main function", "int main(int argc, char *argv[]) {\n\t$0\n\treturn 0;\n}"],
  ["struct", "Structure", "struct ${1:name} {\n\t$0\n};"],
];
const tables: readonly (readonly [languages: string, rows: readonly Row[]])[] = [
  ["javascript javascriptreact typescript typescriptreact", script],
  ["typescript typescriptreact", typed],
  ["c cpp csharp java", braces],
  ["c cpp", cMain],
  ["cpp", [
    ["forr", "For each", "for (${1:const auto&} ${2:item} : ${3:items}) {\n\t$0\n}"],
    ["cls", "Class", "class ${1:Name} {\n public:\n\t${1:Name}();$0\n};"],
  ]],
  ["java", [
    ["main", "Main method", "public static void main(String[] args) {\n\t$0\n}"],
    ["fore", "For each", "for (${1:String} ${2:item} : ${3:items}) {\n\t$0\n}"],
    ["cls", "Class", "${1|public,final,abstract|} class ${2:${TM_FILENAME_BASE:Name}} {\n\t$0\n}"],
    ["try", "Try and catch", "try {\n\t$1\n} catch (${2:Exception} ${3:e}) {\n\t$0\n}"],
  ]],
  ["csharp", [
    ["main", "Main method", "static void Main(string[] args)\n{\n\t$0\n}"],
    ["foreach", "For each", "foreach (var ${1:item} in ${2:items})\n{\n\t$0\n}"],
    ["prop", "Property", "public ${1:int} ${2:Name} { get; ${3|set;,init;,private set;|} }$0"],
  ]],
  ["python", [
    ["def", "Function", "def ${1:name}(${2}):\n\t${0:pass}"],
    ["class", "Class", "class ${1:Name}:\n\tdef __init__(self${2}):\n\t\t${0:pass}"],
    ["for", "For loop", "for ${1:item} in ${2:items}:\n\t${0:pass}"],
    ["if", "If", "if ${1:condition}:\n\t${0:pass}"],
    ["while", "While loop", "while ${1:condition}:\n\t${0:pass}"],
    ["try", "Try and except", "try:\n\t${1:pass}\nexcept ${2:Exception} as ${3:error}:\n\t${0:raise}"],
    ["with", "With", "with ${1:open(path)} as ${2:file}:\n\t${0:pass}"],
    ["main", "Run as a program", 'if __name__ == "__main__":\n\t${0:main()}'],
  ]],
  ["rust", [
    ["fn", "Function", "fn ${1:name}(${2}) ${3:-> ${4:()} }{\n\t$0\n}"],
    ["struct", "Structure", "struct ${1:Name} {\n\t${2:field}: ${3:u32},$0\n}"],
    ["enum", "Enumeration", "enum ${1:Name} {\n\t${2:One},$0\n}"],
    ["impl", "Implementation", "impl ${1:Name} {\n\t$0\n}"],
    ["match", "Match", "match ${1:value} {\n\t${2:_} => $0,\n}"],
    ["for", "For loop", "for ${1:item} in ${2:items} {\n\t$0\n}"],
    ["iflet", "If let", "if let ${1:Some(value)} = ${2:option} {\n\t$0\n}"],
    ["test", "Test", "#[test]\nfn ${1:name}() {\n\t$0\n}"],
  ]],
  ["go", [
    ["func", "Function", "func ${1:name}(${2}) ${3:error} {\n\t$0\n}"],
    ["for", "For loop", "for ${1:i} := 0; ${1:i} < ${2:count}; ${1:i}++ {\n\t$0\n}"],
    ["forr", "For range", "for ${1:_}, ${2:item} := range ${3:items} {\n\t$0\n}"],
    ["iferr", "If error", "if err != nil {\n\treturn ${0:err}\n}"],
    ["struct", "Structure", "type ${1:Name} struct {\n\t${2:Field} ${3:string}$0\n}"],
    ["interface", "Interface", "type ${1:Name} interface {\n\t$0\n}"],
    ["main", "Main function", "func main() {\n\t$0\n}"],
  ]],
  ["kotlin", [
    ["fun", "Function", "fun ${1:name}(${2})${3:: ${4:Unit}} {\n\t$0\n}"],
    ["for", "For loop", "for (${1:item} in ${2:items}) {\n\t$0\n}"],
    ["when", "When", "when (${1:value}) {\n\t${2:one} -> $0\n\telse -> {}\n}"],
    ["main", "Main function", "fun main() {\n\t$0\n}"],
  ]],
  ["ruby", [
    ["def", "Method", "def ${1:name}\n\t$0\nend"],
    ["class", "Class", "class ${1:Name}\n\tdef initialize(${2})\n\t\t$0\n\tend\nend"],
    ["each", "Each", "${1:items}.each do |${2:item}|\n\t$0\nend"],
    ["if", "If", "if ${1:condition}\n\t$0\nend"],
  ]],
  ["php", [
    ["fun", "Function", "function ${1:name}(${2})\n{\n\t$0\n}"],
    ["foreach", "For each", "foreach (\\$${1:items} as \\$${2:item}) {\n\t$0\n}"],
    ["class", "Class", "class ${1:Name}\n{\n\tpublic function __construct(${2})\n\t{\n\t\t$0\n\t}\n}"],
  ]],
  ["shellscript", [
    ["if", "If", "if [[ ${1:condition} ]]; then\n\t$0\nfi"],
    ["for", "For loop", 'for ${1:item} in ${2:"\\$@"}; do\n\t$0\ndone'],
    ["while", "While loop", "while ${1:read -r line}; do\n\t$0\ndone"],
    ["case", "Case", 'case "\\$${1:1}" in\n\t${2:start})\n\t\t$0\n\t\t;;\n\t*)\n\t\t;;\nesac'],
    ["fun", "Function", "${1:name}() {\n\t$0\n}"],
  ]],
  ["lua", [
    ["fun", "Function", "local function ${1:name}(${2})\n\t$0\nend"],
    ["for", "For loop", "for ${1:i} = ${2:1}, ${3:10} do\n\t$0\nend"],
    ["forp", "For pairs", "for ${1:key}, ${2:value} in ${3|pairs,ipairs|}(${4:items}) do\n\t$0\nend"],
    ["if", "If", "if ${1:condition} then\n\t$0\nend"],
  ]],
  ["sql", [
    ["sel", "Select", "SELECT ${1:*}\nFROM ${2:items}\nWHERE ${3:condition};$0"],
    ["ins", "Insert", "INSERT INTO ${1:items} (${2:columns})\nVALUES (${3:values});$0"],
    ["upd", "Update", "UPDATE ${1:items}\nSET ${2:name} = ${3:value}\nWHERE ${4:condition};$0"],
  ]],
  ["html", [
    [
      "html5",
      "Page",
      '<!DOCTYPE html>\n<html lang="${1:en}">\n<head>\n\t<meta charset="utf-8">\n\t<title>${2:Title}</title>\n' +
      "</head>\n<body>\n\t$0\n</body>\n</html>",
    ],
    ["link", "Style sheet", '<link rel="stylesheet" href="${1:style.css}">$0'],
    ["script", "Script", '<script ${1|type="module",defer,async|} src="${2:main.js}"></script>$0'],
    ["img", "Picture", '<img src="${1:picture.png}" alt="${2}">$0'],
  ]],
  ["css scss", [
    ["media", "Media query", "@media (${1|min-width,max-width|}: ${2:640px}) {\n\t$0\n}"],
    [
      "flex",
      "Flexible box",
      "display: flex;\nalign-items: ${1|center,start,end,stretch|};\ngap: ${2:8px};$0",
    ],
  ]],
  ["markdown", [
    ["code", "Code block", "```${1:ts}\n$0\n```"],
    ["table", "Table", "| ${1:One} | ${2:Two} |\n| --- | --- |\n| $3 | $0 |"],
    ["link", "Link", "[${1:text}](${2:address})$0"],
    ["task", "Task", "- [${1| ,x|}] $0"],
  ]],
  ["dockerfile", [
    ["from", "Base image", "FROM ${1:debian}:${2:stable-slim}$0"],
    ["cmd", "Command", 'CMD ["${1:program}"$0]'],
  ]],
];

/** All of them, in the order of the table. */
export const builtinSnippets: readonly SnippetEntry[] = tables.flatMap(([languages, rows]) =>
  rows.map(([prefix, description, body]): SnippetEntry => ({
    name: description,
    prefixes: [prefix],
    body,
    description,
    languages: languages.split(" "),
  }))
);
