import { strict as assert } from "node:assert";

import { scan } from "../../buildspec/shell/scan";

/** What a script does, one word each: `X=` assigned, `$X` used, `$X?` used with care, `cmd()` run. */
function told(script: string): string {
  const words = scan(script).map((event) => {
    if (event.kind === "assign") return `${event.name}=`;
    if (event.kind === "use") return `$${event.name}${event.guarded ? "?" : ""}`;
    return `${event.words[0]}()`;
  });
  return words.join(" ");
}

describe("scan", () => {
  const scripts: readonly { what: string; script: string; expected: string }[] = [
    { what: "a plain assignment", script: "X=1", expected: "X=" },
    { what: "an assignment of what a command says", script: "X=$(git log | head -1)", expected: "git() head() X=" },
    { what: "an assignment in backquotes", script: "X=`echo $Y | rev`", expected: "$Y echo() rev() X=" },
    {
      what: "export, declare and readonly",
      script: "export A=1 B\ndeclare C=2; readonly D=3",
      expected: "A= export() C= declare() D= readonly()",
    },
    { what: "a blank before the equals sign", script: "export X =1", expected: "export()" },
    { what: "an assignment for one command", script: "X=1 make", expected: "make()" },
    { what: "an array and its item", script: "X=(a b)\nX[1]=c", expected: "X= X=" },
    { what: "something appended", script: "X+=1", expected: "X=" },
    { what: "a loop", script: "for i in a b; do echo $i; done", expected: "i= for() $i echo()" },
    { what: "read", script: "while read -r a b; do :; done", expected: "a= b= read() :()" },
    {
      what: "braces, lengths and indirections",
      script: "echo ${A} ${#B} ${!C} ${D%.*}",
      expected: "$A $B $C $D echo()",
    },
    { what: "defaults", script: "echo ${A:-x} ${B:?} ${C:+y}", expected: "$A? $B? $C? echo()" },
    { what: "an assigned default", script: ": ${A:=x}", expected: "$A? A= :()" },
    { what: "a test of being empty", script: 'if [ -z "$A" ]; then exit; fi', expected: "$A? [() exit()" },
    { what: "single quotes", script: "echo '$A'", expected: "echo()" },
    { what: "double quotes", script: 'echo "$A \\$B $(run "$C")"', expected: "$A $C run() echo()" },
    { what: "an escaped dollar, a lone one, and places", script: "echo \\$A $ B $1 $? $$", expected: "echo()" },
    { what: "comments", script: "echo a # don't $A\nmake a#b $B", expected: "echo() $B make()" },
    { what: "a here-document", script: "cat <<EOF\n$A it's\nEOF\nmake", expected: "cat() $A make()" },
    { what: "a here-document in quotes", script: "cat <<-'EOF'\n\t$A\n\tEOF\nmake", expected: "cat() make()" },
    { what: "a line that goes on", script: "docker build \\\n  -t $A .", expected: "$A docker()" },
    {
      what: "pipes, lists and redirections",
      script: "a 2>&1 | b && c || d & e > $F",
      expected: "a() b() c() d() $F e()",
    },
    { what: "a quote that never ends", script: 'echo "$A', expected: "$A echo()" },
  ];
  for (const { what, script, expected } of scripts) {
    it(`reads ${what}`, () => assert.equal(told(script), expected));
  }

  it("takes time in line with the length", () => {
    for (const part of ["$(", "`", '"', "${", "<<A\n", "a=", "$a ", "(", "'"]) {
      // of the processor: how busy the machine is does not count
      const started = process.cpuUsage();
      scan(part.repeat(100_000));
      assert.ok(process.cpuUsage(started).user < 3_000_000, part);
    }
  });
});
