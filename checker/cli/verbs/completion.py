"""`plancheck completion bash|zsh|fish|powershell`: print what the shell needs to complete verbs, options and their values."""

from __future__ import annotations

import argparse
import importlib

SHELLS = ("bash", "zsh", "fish", "powershell")

_BASH = """\
# plancheck: eval "$(plancheck completion bash)"
_plancheck() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} verb= word
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do case $word in {alternatives}) verb=$word; break;; esac; done
  case $verb:$prev in
{values}  esac
  case $verb in
    '') COMPREPLY=($(compgen -W "{verbs} --version --help" -- "$cur"));;
{options}  esac
}}
complete -o default -o bashdefault -F _plancheck plancheck
"""
_FISH = "# plancheck: plancheck completion fish | source\n{lines}"
_POWERSHELL = """\
# plancheck: plancheck completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName plancheck -ScriptBlock {{
  param($word, $ast, $at)
  $said = $ast.CommandElements | ForEach-Object {{ "$_" }}
  $verb = $said | Where-Object {{ $_ -in {verbs} }} | Select-Object -First 1
  $known = switch ($verb) {{
{options}    default {{ {verbs} }}
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


def known_options() -> dict[str, dict[str, tuple[str, ...]]]:
    """verb → option → its fixed values (empty where any value goes)."""
    from checker.cli.main import VERBS

    known = {}
    for verb in VERBS:
        parser = argparse.ArgumentParser(add_help=False)
        try:
            importlib.import_module(f"checker.cli.verbs.{verb}").add_arguments(parser)
        except ModuleNotFoundError:
            continue
        known[verb] = {
            name: tuple(map(str, action.choices or ()))
            for action in parser._actions
            for name in action.option_strings
            if name.startswith("--")
        }
    return known


def script(shell: str) -> str:
    """The completion script. Deterministic."""
    known = known_options()
    return {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}[shell](known)


def _bash(known: dict[str, dict[str, tuple[str, ...]]]) -> str:
    values = "".join(
        f'    {verb}:{name}) COMPREPLY=($(compgen -W "{" ".join(choices)}" -- "$cur")); return;;\n'
        for verb, options in known.items()
        for name, choices in options.items()
        if choices
    )
    options = "".join(
        f'    {verb}) [[ $cur == -* ]] && COMPREPLY=($(compgen -W "{" ".join(options)} --help" -- "$cur"));;\n'
        for verb, options in known.items()
    )
    return _BASH.format(alternatives="|".join(known), verbs=" ".join(known), values=values, options=options)


def _zsh(known: dict[str, dict[str, tuple[str, ...]]]) -> str:
    return "autoload -Uz bashcompinit && bashcompinit\n" + _bash(known)


def _fish(known: dict[str, dict[str, tuple[str, ...]]]) -> str:
    lines = [f"complete -c plancheck -n __fish_use_subcommand -a '{' '.join(known)}'\n"]
    for verb, options in known.items():
        for name, choices in options.items():
            values = f" -x -a '{' '.join(choices)}'" if choices else ""
            lines.append(f"complete -c plancheck -n '__fish_seen_subcommand_from {verb}' -l {name[2:]}{values}\n")
    return _FISH.format(lines="".join(lines))


def _powershell(known: dict[str, dict[str, tuple[str, ...]]]) -> str:
    def quoted(words) -> str:
        return ", ".join(f"'{word}'" for word in words)

    options = "".join(f"    '{verb}' {{ {quoted(options)} }}\n" for verb, options in known.items() if options)
    return _POWERSHELL.format(verbs=quoted(known), options=options)
