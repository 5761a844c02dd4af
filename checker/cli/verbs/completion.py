"""`plancheck completion bash|zsh|fish|powershell`: print what the shell needs to complete verbs, options and their values."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterable

SHELLS = ("bash", "zsh", "fish", "powershell")

RULES = "$rules"  # stands for the codes and families of rules, which a script holds once
_TAKE_RULES = ("CODE", "CODES")  # metavars

_BASH = """\
# plancheck: eval "$(plancheck completion bash)"
_plancheck() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} verb= word rules="{rules}"
  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${{COMP_WORDS[COMP_CWORD-2]}}; fi
  local last=${{cur##*,}}
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do case $word in {alternatives}) verb=$word; break;; esac; done
  case $verb:$prev in
{values}  esac
  case $verb in
    '') COMPREPLY=($(compgen -W "{verbs} --version --help" -- "$cur"));;
{options}  esac
}}
complete -o default -o bashdefault -F _plancheck plancheck
"""
_FISH = "# plancheck: plancheck completion fish | source\nset -l rules {rules}\n{lines}"
_POWERSHELL = """\
# plancheck: plancheck completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName plancheck -ScriptBlock {{
  param($word, $ast, $at)
  $rules = {rules}
  $said = @($ast.CommandElements | ForEach-Object {{ "$_" }})
  $verb = $said | Where-Object {{ $_ -in {verbs} }} | Select-Object -First 1
  $before = if ($word) {{ $said[-2] }} else {{ $said[-1] }}
  $known = switch ("$verb $before") {{
{values}    default {{ switch ($verb) {{
{options}      default {{ {verbs} }}
    }} }}
  }}
  $known | Where-Object {{ $_ -like "$word*" }} | ForEach-Object {{ [System.Management.Automation.CompletionResult]::new($_) }}
}}
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("shell", choices=SHELLS, metavar="|".join(SHELLS))


def main(args: argparse.Namespace) -> int:
    """Print the script of one shell."""
    from checker.report.streams import say

    say(script(args.shell))
    return 0


def known_values() -> dict[str, dict[str, tuple[str, ...]]]:
    """verb → option, or '' for what stands alone → its values: none where any value goes, `RULES` for those of rules."""
    from checker.cli.main import VERBS

    known = {}
    for verb in VERBS:
        parser = argparse.ArgumentParser(add_help=False)
        try:
            importlib.import_module(f"checker.cli.verbs.{verb}").add_arguments(parser)
        except ModuleNotFoundError:
            continue
        known[verb] = {
            name: (RULES,) if action.metavar in _TAKE_RULES else tuple(map(str, action.choices or ()))
            for action in parser._actions
            for name in (action.option_strings or [""])
            if name.startswith("--") or not name and (action.choices or action.metavar in _TAKE_RULES)
        }
    return known


def script(shell: str) -> str:
    """The completion script. Deterministic."""
    from checker.rules.packs import load_packs

    rules = load_packs().rules
    words = sorted({rule.family for rule in rules}) + sorted(rule.code for rule in rules)
    return {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}[shell](known_values(), words)


Known = dict[str, dict[str, tuple[str, ...]]]


def _bash(known: Known, rules: list[str]) -> str:
    values = "".join(
        f'    {verb}:{name}) COMPREPLY=($(compgen -P "${{cur%"$last"}}" -W "{" ".join(choices)}" -- "$last")); return;;\n'
        for verb, options in known.items()
        for name, choices in options.items()
        if name and choices
    )
    options = "".join(
        f'    {verb}) if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "{" ".join(filter(None, options))} --help" -- "$cur"))'
        + (f'; else COMPREPLY=($(compgen -W "{" ".join(options[""])}" -- "$cur"))' if options.get("") else "")
        + "; fi;;\n"
        for verb, options in known.items()
    )
    return _BASH.format(
        alternatives="|".join(known), verbs=" ".join(known), values=values, options=options, rules=" ".join(rules)
    )


def _zsh(known: Known, rules: list[str]) -> str:
    return "autoload -Uz bashcompinit && bashcompinit\n" + _bash(known, rules)


def _fish(known: Known, rules: list[str]) -> str:
    lines = [f"complete -c plancheck -n __fish_use_subcommand -a '{' '.join(known)}'\n"]
    for verb, options in known.items():
        for name, choices in options.items():
            option = f" -l {name[2:]}" if name else ""
            values = f' -x -a "{" ".join(choices)}"' if choices else ""
            lines.append(f"complete -c plancheck -n '__fish_seen_subcommand_from {verb}'{option}{values}\n")
    return _FISH.format(lines="".join(lines), rules=" ".join(rules))


def _powershell(known: Known, rules: list[str]) -> str:
    def quoted(words: Iterable[str]) -> str:
        return ", ".join(word if word == RULES else f"'{word}'" for word in words)

    values = "".join(
        f"    '{verb} {name or verb}' {{ {quoted(choices)} }}\n"
        for verb, options in known.items()
        for name, choices in options.items()
        if choices
    )
    options = "".join(
        f"      '{verb}' {{ {quoted(filter(None, options))} }}\n" for verb, options in known.items() if any(options)
    )
    return _POWERSHELL.format(verbs=quoted(known), values=values, options=options, rules=quoted(rules))
