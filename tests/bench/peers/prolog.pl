% Usage: swipl -O prolog.pl FOLDER: SWI-Prolog on the rules and rows of a workload: all clauses that hold for a row are counted.
% Prints seconds to load, profiles, seconds, and how many rules fired.
:- initialization(main, main).

rows(In, Most, Rows) :-
    (   Most =:= 0 -> Rows = []
    ;   read_term(In, Row, []),
        (   Row == end_of_file -> Rows = []
        ;   Rows = [Row|Rest], Left is Most - 1, rows(In, Left, Rest)
        )
    ).

count_all([], _, Profiles, Fired, Profiles, Fired).
count_all([Row|Rows], Began, P0, F0, P, F) :-
    statistics(cputime, Now),
    (   P0 >= 64, Now - Began > 1.5 -> P = P0, F = F0
    ;   aggregate_all(count, fires(Row), N),
        P1 is P0 + 1, F1 is F0 + N,
        count_all(Rows, Began, P1, F1, P, F)
    ).

main([Folder]) :-
    atom_concat(Folder, '/rules.pl', Rules),
    atom_concat(Folder, '/rows.pl', RowFile),
    statistics(cputime, T0),
    load_files(user:Rules, [silent(true)]),
    statistics(cputime, T1),
    setup_call_cleanup(open(RowFile, read, In), rows(In, 20000, Rows), close(In)),
    ( Rows = [First|_] -> aggregate_all(count, fires(First), _) ; true ),
    statistics(cputime, Began),
    count_all(Rows, Began, 0, 0, Profiles, Fired),
    statistics(cputime, End),
    Load is T1 - T0, Took is End - Began,
    format("~6f ~d ~9f ~d~n", [Load, Profiles, Took, Fired]).
