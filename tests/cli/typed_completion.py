"""Types lines into a shell on a terminal of its own, with Tab where | stands, and compares the words that the shell then runs.

usage: typed_completion.py SHELL ADVISE FOLDER     FOLDER: where a person is; it has "my profile.yaml" and is written to"""
import os, pty, select, signal, subprocess, sys, time

shell, advise, folder = sys.argv[1], os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3])
PATIENCE = 300  # seconds until a shell that says nothing is given up: much more than the slowest machine needs
LINES = [('advise why-n|', ['advise', 'why-not']),
         ('advise batch --fac|', ['advise', 'batch', '--facts']),
         ('advise batch --format csv-|', ['advise', 'batch', '--format', 'csv-long']),
         ('advise batch --format=work|', ['advise', 'batch', '--format=worklist']),
         ('advise batch --facts job_title,years_exp|', ['advise', 'batch', '--facts', 'job_title,years_experience']),
         ('advise me.yaml --set looking_for_ch|t|', ['advise', 'me.yaml', '--set', 'looking_for_change=true']),
         ('advise why me.yaml set-g|', ['advise', 'why', 'me.yaml', 'set-goals']),
         ('advise check harlow|', ['advise', 'check', 'harlow-pike']),
         ('advise why my\\ p|', ['advise', 'why', 'my profile.yaml']),
         ('advise completion f|', ['advise', 'completion', 'fish'])]
kept = os.path.join(folder, '.kept')
tools = os.path.join(folder, '.tools')
os.mkdir(tools)


def write(path, text, mode=0o644):
    with open(path, 'w') as file:
        file.write(text)
    os.chmod(path, mode)


# Keeps the words that it is called with. The shell is typed its name in front of the line, so the line itself is not run.
write(os.path.join(tools, 'keep'), f'#!/bin/sh\nprintf "%s\\n" "$@" >"{kept}.part" && mv "{kept}.part" "{kept}"\n', 0o755)
script = subprocess.run([advise, 'completion', shell], check=True, capture_output=True, text=True).stdout
write(os.path.join(tools, '_advise'), script)
COMMANDS = {'bash': ['bash', '--norc', '--noprofile', '-i'], 'zsh': ['zsh', '-f', '-i'], 'fish': ['fish', '--no-config', '-i']}
# As people have it: bash and fish read a file, zsh finds the function on its path.
BEGIN = {'bash': f'source {tools}/_advise', 'fish': f'source {tools}/_advise',
         'zsh': f'bindkey -e; fpath=({tools} $fpath); autoload -Uz compinit; compinit -u -D'}

environment = {'PATH': f'{tools}:{os.path.dirname(advise)}:/usr/local/bin:/usr/bin:/bin', 'HOME': folder, 'TERM': 'dumb' if shell == 'bash' else 'xterm',
               'LC_ALL': 'C.UTF-8', 'XDG_CONFIG_HOME': f'{folder}/.config', 'XDG_DATA_HOME': f'{folder}/.data', 'fish_greeting': ''}
child, terminal = pty.fork()
if child == 0:
    os.chdir(folder)
    os.execvpe(COMMANDS[shell][0], COMMANDS[shell], environment)
shown = b''


def read_screen(seconds):
    global shown
    if select.select([terminal], [], [], seconds)[0]:
        try:
            shown += os.read(terminal, 65536)
        except OSError:  # the shell has ended
            fail('the shell ended')


def fail(why):
    print(f'{why}; the screen of {shell} was:\n{shown[-3000:].decode(errors="replace")}')
    os.kill(child, signal.SIGKILL)
    sys.exit(1)


def type_keys(keys):
    os.write(terminal, keys.encode())


def words():
    """What was kept, as soon as it is."""
    end = time.monotonic() + PATIENCE
    while not os.path.exists(kept):
        if time.monotonic() > end:
            fail('nothing was run')
        read_screen(0.05)
    with open(kept) as file:
        found = file.read().split('\n')[:-1]
    os.remove(kept)
    return found


type_keys(BEGIN[shell] + '\r')
type_keys('keep ready\r')
assert words() == ['ready']
wrong = 0
for line, wanted in LINES:
    # Tab where | stands; then to the beginning of the line, and the name of what keeps it.
    type_keys(line.replace('|', '\t') + '\x01keep \r')
    found = words()
    if found != wanted:
        wrong += 1
        print(f'{line} became {found}, and should {wanted}')
type_keys('exit\r')
end = time.monotonic() + 10
while os.waitpid(child, os.WNOHANG) == (0, 0):
    if time.monotonic() > end:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        break
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            os.read(terminal, 65536)
        except OSError:
            time.sleep(0.05)
sys.exit(wrong > 0)
