# Words of papers before and in a conference: plan, invitations, speakers' list, minutes.
paper-heads-bi_thu = the Secretary of the Party Committee
paper-heads-chu_tich = the Chairman of the People's Committee of { $commune }
paper-heads-dong_chu_tri = the Secretary of the Party Committee and the Chairman of the People's Committee of { $commune }
paper-regulation = { $title } (No. { $number }, { $day }, { $issuer })
paper-regulation-unnumbered = { $title } ({ $issuer })
paper-lacks = not: { $wording }
paper-speakers = LIST
paper-speakers-of = Delegates who registered to speak at { $title }
paper-speakers-between = between { $heads } and the people
paper-speakers-plan = (attached to plan No. ............ of .../.../......)
paper-speakers-number = No.
paper-speakers-name = Full name
paper-speakers-position = Position, unit
paper-speakers-question = Content and questions registered for the dialogue
paper-speakers-day = Day ..... month ..... year ........
paper-speakers-signed = (signature and full name)
